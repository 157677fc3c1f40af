(() => {
  const bar = document.getElementById("filter");
  if (!bar) return;
  const field = (name) => document.getElementById("f-" + name);
  const articles = [...document.querySelectorAll("#matches article")];
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const narrow = () => {
    const city = field("city").value, kind = field("class").value, word = plain(field("word").value.trim());
    let shown = 0;
    for (const article of articles) {
      const title = plain(article.querySelector("h3").textContent);
      let some = false;
      for (const body of article.querySelectorAll("tbody[data-city]")) {
        const fits = (!city || body.dataset.city === city) && (!kind || body.dataset.class === kind)
          && (!word || title.includes(word) || plain(body.textContent).includes(word));
        body.hidden = !fits;
        some ||= fits;
        shown += fits;
      }
      article.hidden = !some;
    }
    field("said").textContent = shown.toLocaleString("ja") + "件を表示しています。";
  };
  const turn = (open) => {
    for (const each of document.querySelectorAll("#matches details")) each.open = open && !each.closest("[hidden]");
  };
  for (const name of ["city", "class"]) field(name).addEventListener("change", narrow);
  field("word").addEventListener("input", narrow);
  field("open").addEventListener("click", () => turn(true));
  field("shut").addEventListener("click", () => turn(false));
  bar.hidden = false;
  narrow(); // a browser that reloads the page may have kept what was chosen
})();
