// The page of a new print run: buttons tick at once, names are found, and the button says how many
// handouts that makes. Without this, each button fetches the page anew.
const form = document.querySelector("[data-picks]");
const rows = [...form.querySelectorAll("[data-place]")];
const button = form.querySelector("[data-prints]");
const teller = form.querySelector("[data-tells]");

const tick = (row) => row.querySelector("[name=membership]");
const has = (row, standing, kind) => row.dataset[standing].split(" ").includes(kind);
const kinds = () => [...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value);
const holding = () => form.querySelector("[name=holding]:checked").value;

const isMeant = (row, to) => {
  if (to === "all") return true;
  if (to === "missing") return kinds().some((kind) => !has(row, "current", kind) && !has(row, "stale", kind));
  if (to === "stale") return kinds().some((kind) => has(row, "stale", kind));
  return row.dataset.place === to;
};

const isPrinted = (row, kind, holds) => {
  if (has(row, "stale", kind) || holds === "every") return has(row, "stale", kind) || holds !== "stale";
  return !has(row, "current", kind) && holds === "needed";
};

const say = () => {
  const ticked = rows.filter((row) => tick(row).checked);
  const holds = holding();
  const many = ticked.flatMap((row) => kinds().filter((kind) => isPrinted(row, kind, holds))).length;
  const left = ticked.length * kinds().length - many;
  const { none, one, many: several } = button.dataset;
  button.textContent = many === 0 ? none : many === 1 ? one : several.replace("#", many);
  teller.textContent = ticked.length === 0
    ? "Tick the people first."
    : `${ticked.length} of ${rows.length} people ticked${left ? `; ${left} left out, for they have it` : ""}.`;
};

for (const each of form.querySelectorAll("[data-ticks]")) {
  each.addEventListener("click", (event) => {
    event.preventDefault();
    for (const row of rows) tick(row).checked = isMeant(row, each.value);
    say();
  });
}

const narrow = form.querySelector("[data-narrows]");
const typed = narrow.querySelector("input");
narrow.hidden = rows.length < 9;
typed.addEventListener("input", () => {
  const wanted = typed.value.trim().toLowerCase();
  for (const row of rows) row.hidden = !row.querySelector(".name").textContent.toLowerCase().includes(wanted);
});
typed.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });

form.addEventListener("change", say);
say();
