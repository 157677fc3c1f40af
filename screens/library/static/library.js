// The cited words are in view however the page was come to; on a phone the outline is folded until it is wanted.
"use strict";
const cited = document.getElementById("cited");
const outline = document.querySelector(".outline details");
if (outline && matchMedia("(max-width: 59.99rem)").matches) outline.open = false;
if (cited && (!location.hash || location.hash === "#cited")) {
  cited.scrollIntoView({ block: "center" });
  cited.focus({ preventScroll: true });
}
