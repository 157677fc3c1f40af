"use strict";
// The form works without this file. With it a reply comes into the page, by Gradio's queue, and the question into no address.
(() => {
  const asking = document.getElementById("asking");
  const reply = document.getElementById("reply");
  const after = document.getElementById("after");
  const spoken = document.getElementById("spoken");
  const box = document.getElementById("question");
  const linkBox = document.getElementById("made-link");
  const SLOW = 15000; // milliseconds until nobody waits for a reply any more (arbitrary)
  const APART = 2000; // between the first and the third press of Shift (arbitrary)
  let isReady = false;
  let asked = null;
  let waiting = 0;
  let whenDrawn = null;

  const engine = id => document.querySelector(`#${id}`);
  const field = name => asking.elements[name];

  function ask(question) {
    box.value = question;
    asked = question;
    spoken.textContent = reply.dataset.searching;
    reply.setAttribute("aria-busy", "true");
    clearTimeout(waiting);
    if (!navigator.onLine) {
      failed();
      return;
    }
    waiting = setTimeout(failed, SLOW);
    engine("fk-ask").click();
  }

  // What Gradio is given, in the order of its inputs.
  function handed() {
    return whenDrawn
      ? [linkBox.value, field("lang").value]
      : [asked, field("area").value, field("city").value, field("lang").value, field("ruby").checked];
  }

  function settled() {
    clearTimeout(waiting);
    reply.removeAttribute("aria-busy");
  }

  function shown(html) {
    settled();
    reply.innerHTML = html; // made here, of escaped text alone
    const told = reply.firstElementChild;
    // Whoever may be in danger may be watched: what was written is not shown again.
    if (told && "urgent" in told.dataset) box.value = "";
    after.hidden = !told || "urgent" in told.dataset;
    document.getElementById("link").hidden = true;
    spoken.textContent = told ? told.dataset.spoken : "";
    const head = reply.querySelector("h2");
    if (head) head.focus();
  }

  function failed() {
    settled();
    spoken.textContent = "";
    reply.replaceChildren(document.getElementById("failed").content.cloneNode(true));
    after.hidden = true;
    reply.scrollIntoView();
  }

  document.addEventListener("submit", event => {
    if (!isReady || event.target.getAttribute("action") !== "/plain") return;
    const by = event.submitter;
    event.preventDefault();
    ask(by && by.name === "question" ? by.value : box.value);
  });

  // What was no help: told beside the reply, which stays.
  document.addEventListener("submit", async event => {
    const form = event.target;
    if (form.getAttribute("action") !== "/feedback") return;
    event.preventDefault();
    const said = new URLSearchParams(new FormData(form));
    said.set("token", field("token").value);
    let isTaken = false;
    try { isTaken = (await fetch("/feedback", { method: "POST", body: said })).ok; } catch { /* told as any failure */ }
    form.querySelector("[role=status]").textContent = isTaken ? form.dataset.thanks : form.dataset.failed;
    if (isTaken) for (const each of form.querySelectorAll("input, button")) each.disabled = true;
  });

  // What may stand in the address: the municipality and how the page looks.
  function remember() {
    const query = new URLSearchParams(location.search);
    for (const name of ["city", "ruby", "large"]) {
      const part = field(name);
      const value = part.type === "checkbox" ? (part.checked ? part.value : "") : part.value;
      if (value) query.set(name, value); else query.delete(name);
    }
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
  }

  for (const name of ["city", "ruby", "large"]) {
    field(name).addEventListener("change", () => {
      remember();
      document.documentElement.classList.toggle("large", field("large").checked);
      if (name === "ruby" && isReady && asked !== null && reply.firstElementChild) ask(asked);
    });
  }

  function leave() {
    document.documentElement.replaceChildren();
    location.replace("about:blank");
  }

  for (const way of document.querySelectorAll("a.exit")) {
    way.addEventListener("click", event => {
      event.preventDefault();
      leave();
    });
  }

  let presses = [];
  document.addEventListener("keyup", event => {
    presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && presses[2] - presses[0] < APART) leave();
  });

  function makeLink(then) {
    const query = new URLSearchParams(location.search);
    const text = query.toString();
    const parts = new URLSearchParams({ q: asked });
    if (field("area").value) parts.set("area", field("area").value);
    linkBox.value = `${location.origin}/${text ? `?${text}` : ""}#${parts}`;
    document.getElementById("link").hidden = false;
    whenDrawn = then;
    engine("fk-draw").click();
  }

  function drawn(html) {
    document.getElementById("code").innerHTML = html;
    const then = whenDrawn;
    whenDrawn = null;
    then();
  }

  document.getElementById("make-link").addEventListener("click", () => makeLink(() => linkBox.select()));
  document.getElementById("print").addEventListener("click", () => makeLink(() => {
    const line = document.getElementById("printed");
    const day = new Date().toLocaleDateString("ja-JP-u-ca-gregory", { dateStyle: "long" });
    line.textContent = line.dataset.date.replace("{date}", day);
    print();
  }));
  document.getElementById("copy").addEventListener("click", async event => {
    linkBox.select();
    try { await navigator.clipboard.writeText(linkBox.value); } catch { document.execCommand("copy"); }
    spoken.textContent = event.currentTarget.dataset.copied;
  });

  document.addEventListener("click", event => {
    if (!event.target.closest("a.again")) return;
    event.preventDefault();
    box.focus();
    box.scrollIntoView({ block: "center" });
  });

  // A link that was made on purpose holds a question behind #, which no server sees.
  function reopened() {
    const parts = new URLSearchParams(location.hash.slice(1));
    if (!parts.get("q")) return;
    field("area").value = parts.get("area") || "";
    ask(parts.get("q"));
  }

  function ready() {
    isReady = true;
    document.documentElement.dataset.ready = "";
    reopened();
  }

  window.fukushi = { handed, shown, drawn, failed, ready };
})();
