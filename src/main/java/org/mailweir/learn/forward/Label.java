package org.mailweir.learn.forward;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that mail programs quote above a forwarded text, and what they call them. */
enum Label {
  FROM(
      "from|von|de|da|van|od|från|fra|lähettäjä|feladó|от|від|от кого|kimden|gönderen|από|de la|expediteur"
          + "|expéditeur|mittente|remitente|remetente|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|מאת|من"),
  DATE(
      "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|enviado em|enviada em"
          + "|data|inviato|inviato il|verzonden|wysłano|odesláno|dátum|elküldve|skickat|dato|sendt"
          + "|lähetetty|päivämäärä|pvm|дата|отправлено|надіслано|tarih|gönderildi|gönderme tarihi"
          + "|ημερομηνία|στάλθηκε|trimis|送信日時|日付|日時|发送时间|日期|时间|寄件日期|傳送日期|보낸 날짜|날짜"
          + "|נשלח|תאריך|تاريخ الإرسال|التاريخ"),
  TO(
      "to|an|à|a|pour|para|aan|do|komu|till|til|vastaanottaja|vast. ott.|címzett|кому|kime|alıcı|προς"
          + "|către|destinataire|destinatario|destinatário|宛先|收件人|收件者|받는 사람|받는사람|אל|إلى"),
  SUBJECT(
      "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|předmět|tárgy|ämne|emne|aihe"
          + "|тема|konu|θέμα|subiect|件名|主题|主旨|主題|제목|נושא|الموضوع"),
  MESSAGE_ID("message-id|nachrichten-id"),
  OTHER(
      "cc|bcc|kopie|kopi|kopia|kopio|copie|copia|cc:|dw|másolatot kap|копия|копія|bilgi|κοιν|抄送|副本|참조"
          + "|reply-to|antwort an|répondre à|responder a|rispondi a|antwoord aan|priority|importance"
          + "|wichtigkeit|attachments|anlagen|pièces jointes|organization|sender|return-path|received"
          + "|mime-version|content-type|content-transfer-encoding|list-unsubscribe|list-id|user-agent"
          + "|x-mailer|references|in-reply-to|resent-from|resent-to|resent-date");

  private static final Map<String, Label> BY_WORD = new HashMap<>();

  static {
    for (Label label : values()) {
      Arrays.stream(label.words.split("\\|")).forEach(word -> BY_WORD.put(word, label));
    }
  }

  private final String words;

  Label(String words) {
    this.words = words;
  }

  /** What a word before a colon stands for, or null. */
  static @Nullable Label of(String word) {
    return BY_WORD.get(word.toLowerCase(Locale.ROOT));
  }
}
