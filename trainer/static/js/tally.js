// A button says how many boxes of its form are ticked: "Print 5 handouts".
for (const button of document.querySelectorAll("button[data-counts]")) {
  const { counts, none, one, many } = button.dataset;
  const say = () => {
    const ticked = button.form.querySelectorAll(`[name="${counts}"]:checked`).length;
    button.textContent = ticked === 0 ? none : ticked === 1 ? one : many.replace("#", ticked);
  };
  button.form.addEventListener("change", say);
  say();
}
