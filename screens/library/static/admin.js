// How a build goes on, without loading the page anew; when it has ended, the page shows its report.
"use strict";
const shown = document.getElementById("progress");
async function look() {
  try {
    const answer = await fetch("/library/admin/progress", { credentials: "same-origin" });
    const now = await answer.json();
    if (!now.running) return location.reload();
    for (const name of ["stage", "documents", "seconds"]) {
      const place = document.getElementById(name);
      if (place.textContent !== String(now[name])) place.textContent = now[name];
    }
  } catch {
    return location.reload();
  }
  setTimeout(look, 1500);
}
if (shown) setTimeout(look, 1000);
