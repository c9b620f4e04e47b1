"use strict";
/* Keys, select all, and no second press of a button. Everything works without this, too. */
(() => {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  let current = -1;

  const rows = () => all("[data-row]");
  const boxes = () => all("[data-row] input[type=checkbox]:not([disabled])");

  const go = (to) => {
    const list = rows();
    if (list.length === 0) return;
    current = Math.max(0, Math.min(list.length - 1, to));
    list.forEach((row, i) => row.classList.toggle("current", i === current));
    const link = list[current].querySelector("a");
    link.focus({ preventScroll: true });
    list[current].scrollIntoView({ block: "nearest" });
  };

  const tell = () => {
    const label = one("[data-chosen]");
    if (!label) return;
    const chosen = boxes().filter((b) => b.checked).length;
    label.textContent = chosen === 0 ? "Select all" : chosen + " selected";
    one("[data-all]").checked = chosen > 0 && chosen === boxes().length;
  };

  const tick = (row, on) => {
    const box = row && row.querySelector("input[type=checkbox]:not([disabled])");
    if (box) box.checked = on === undefined ? !box.checked : on;
    tell();
    return box;
  };

  const press = (key) => {
    const target = one('[data-key="' + key + '"]');
    if (!target) return;
    if (target.closest("[data-list]") && target.tagName === "BUTTON" && !boxes().some((b) => b.checked)) {
      if (!tick(rows()[current], true)) return;
    }
    target.click();
  };

  const keys = {
    j: () => go(current + 1),
    k: () => go(current - 1),
    x: () => tick(rows()[current]),
    "/": () => { const field = one("#q"); if (field) field.focus(); },
    "?": () => { const dialog = one("#keys"); if (dialog && !dialog.open) dialog.showModal(); },
  };
  ["r", "l", "d", "s", "n", "p", "u"].forEach((key) => { keys[key] = () => press(key); });

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (typing || event.ctrlKey || event.altKey || event.metaKey || one("dialog[open]")) return;
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest && event.target.closest("[data-row]");
    if (row) {
      current = rows().indexOf(row);
      rows().forEach((other) => other.classList.toggle("current", other === row));
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) {
      boxes().forEach((box) => { box.checked = event.target.checked; });
    }
    tell();
  });

  /* Before htmx sees it: whoever says no to the question stops the form. */
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const chosen = boxes().filter((b) => b.checked).length;
    const deletes = button && (button.value === "delete" || button.value === "spam");
    if (deletes && event.target.matches("[data-list]") && chosen > 1 && !window.confirm("Delete " + chosen + " messages?")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    setTimeout(() => all("button", event.target).forEach((b) => { if (b.type === "submit" && event.target.method === "post") b.disabled = true; }), 0);
  }, true);

  const ready = () => {
    current = -1;
    all("[hidden]").forEach((part) => { if (part.querySelector("[data-all]")) part.hidden = false; });
    tell();
  };
  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:afterSwap", (event) => {
    ready();
    const content = one("#content");
    if (content) content.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:responseError", () => window.location.reload());
  document.addEventListener("htmx:sendError", () => all("button[disabled]").forEach((b) => { b.disabled = false; }));
  window.addEventListener("pageshow", () => all("button[disabled]").forEach((b) => { b.disabled = false; }));
})();
