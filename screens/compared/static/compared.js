"use strict";
// How a comparison goes on, without loading the page anew; when it has come to an end, the page shows what came of it.
(() => {
  const shown = document.getElementById("progress");
  if (!shown) return;
  const put = (name, text) => {
    const place = document.getElementById(name);
    if (place.textContent !== text) place.textContent = text;
  };
  async function look() {
    try {
      const answer = await fetch(shown.dataset.address, { cache: "no-store" });
      const now = await answer.json();
      if (!now.running) return location.reload();
      put("stage", now.ahead ? `ほかの比較が終わるのを待っています(${now.ahead}件)。` : `${now.stage || "準備しています"}…`);
      put("percent", String(now.percent));
      put("left", now.left);
      document.getElementById("bar").value = now.percent;
    } catch {
      return location.reload();
    }
    setTimeout(look, 1000);
  }
  setTimeout(look, 1000);
})();
