"use strict";
// What works without it: everything. With it the address keeps up, facets stand open where there is room, a citation is copied.
const form = document.querySelector("form.staff");
const said = document.getElementById("said");
const MOST = 10;

history.replaceState(null, "", form.dataset.address + location.hash);
for (const each of form.querySelectorAll("details.facets")) each.open ||= matchMedia("(min-width: 60rem)").matches;

for (const text of form.querySelectorAll(".citation")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = "出典をコピー";
  button.setAttribute("aria-label", `出典をコピー: ${text.textContent}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "コピーしました";
      say("出典をコピーしました。");
    } catch {
      getSelection().selectAllChildren(text);
      button.textContent = "選択しました";
      say("出典を選択しました。コピーの操作をしてください。");
    }
  });
  const doing = text.closest(".card")?.querySelector(".doing");
  (doing ?? text.parentElement).append(button);
}

form.addEventListener("change", (event) => {
  if (event.target.name !== "pick") return;
  const picked = new FormData(form).getAll("pick");
  if (picked.length > MOST) {
    event.target.checked = false;
    say(`選べるのは${MOST}件までです。`);
    return;
  }
  for (const count of form.querySelectorAll("[data-picked]")) count.textContent = picked.length;
  const address = new URL(form.dataset.address, location.href);
  address.searchParams.delete("pick");
  for (const each of picked) address.searchParams.append("pick", each);
  history.replaceState(null, "", address.pathname + address.search);
  say(`${picked.length}件を選んでいます。`);
});

// A table of many municipalities takes seconds; a file leaves the page as it is.
form.addEventListener("submit", (event) => {
  say("さがしています…");
  said.classList.add("busy");
  if (event.submitter?.name === "format") setTimeout(rest, 4000);
});
addEventListener("pageshow", rest);

function rest() {
  said.classList.remove("busy");
  said.textContent = "";
}

function say(sentence) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = sentence; });
}
