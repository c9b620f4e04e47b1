package org.mailweir.check.attachments;

import java.util.List;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Points;
import org.mailweir.check.attachments.archive.Budget;
import org.mailweir.check.attachments.archive.FileKind;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * Looks at attachments and into archives, in this process and within limits: banned names and
 * types, programs under other names, passwords, macros, bombs. What it did not get to see makes it
 * unavailable, with what it found until then.
 */
public final class AttachmentsCheck implements Check {

  private static final long ALWAYS_UNPACKED = 100_000;
  private static final int RATIO = 500;

  private final AttachmentSettings settings;
  private final Bans bans;
  private final Points points;

  public AttachmentsCheck(AttachmentSettings settings, Points points) {
    this.settings = settings;
    this.bans = new Bans(settings);
    this.points = points;
  }

  @Override
  public String name() {
    return "attachments";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.CPU;
  }

  @Override
  public CheckResult check(CheckInput input) {
    Inspection inspection = new Inspection(bans, settings.depth(), budget(input));
    List<Part> parts = input.message().leaves();
    parts.forEach(inspection::name);
    List<Part> whole = parts.stream().anyMatch(this::isCutFile) ? whole(input) : parts;
    for (Part part : whole) {
      inspection.content(part, part.body());
      if (isCutArchive(part)) {
        inspection.report().unseen(called(part), "larger than what is looked at");
      }
    }
    return inspection.report().result(points);
  }

  private Budget budget(CheckInput input) {
    long quota = Math.max(ALWAYS_UNPACKED, RATIO * input.message().size());
    return new Budget(
        Math.min(settings.unpacked().bytes(), quota),
        settings.members(),
        settings.memory().toInt(),
        input.deadline().atMost(settings.time()));
  }

  private static boolean isCut(Part part) {
    return part.body().length < part.bodyLength();
  }

  /** Whether the end of a part that is cut matters and can be had: not of a text to read. */
  private boolean isCutFile(Part part) {
    boolean isFile = part.fileName() != null || !part.type().startsWith("text/");
    return isCutArchive(part)
        || (isCut(part) && isFile && part.bodyLength() <= settings.memory().bytes());
  }

  private static boolean isCutArchive(Part part) {
    if (!isCut(part)) {
      return false;
    }
    FileKind kind = FileKind.of(part.body());
    return part.body().length == 0 || kind.isContainer() || kind == FileKind.OLE;
  }

  /** Reads the message again with all of its attachments, since what tells may stand at the end. */
  private List<Part> whole(CheckInput input) {
    ParseLimits usual = ParseLimits.DEFAULT;
    int bytes = settings.memory().toInt();
    ParseLimits large =
        new ParseLimits(
            usual.headerBytes(),
            usual.headerFields(),
            usual.depth(),
            usual.parts(),
            bytes,
            bytes,
            usual.rawBytes(),
            usual.parameters(),
            usual.encodedWords(),
            1,
            1,
            1);
    ParsedMessage message = new MessageParser(large).parse(input.raw());
    return message.leaves();
  }

  private static String called(Part part) {
    return part.fileName() == null ? "part " + part.path() : part.fileName();
  }
}
