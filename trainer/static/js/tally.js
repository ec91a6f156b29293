// A button says how many boxes of its form are ticked: "Print 5 handouts". A link ticks them all.
const boxes = (form, name) => [...form.querySelectorAll(`[name="${name}"]`)];

for (const button of document.querySelectorAll("button[data-counts]")) {
  const { counts, none, one, many } = button.dataset;
  const say = () => {
    const ticked = boxes(button.form, counts).filter((box) => box.checked).length;
    button.textContent = ticked === 0 ? none : ticked === 1 ? one : many.replace("#", ticked);
  };
  button.form.addEventListener("change", say);
  say();
}

for (const link of document.querySelectorAll("a[data-ticks]")) {
  const form = link.closest("form");
  const areAll = () => boxes(form, link.dataset.ticks).every((box) => box.checked);
  const say = () => { link.textContent = areAll() ? link.dataset.none : link.dataset.all; };
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const tick = !areAll();
    for (const box of boxes(form, link.dataset.ticks)) box.checked = tick;
    form.dispatchEvent(new Event("change"));
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  form.addEventListener("change", say);
  say();
}
