// The page of a print run looks again by itself until all is printed, and says so in a few words.
const PAUSE = 2000; // milliseconds
const LONGEST = 30000; // when the site does not answer

const teller = document.querySelector("[data-tells-run]");
const run = () => document.querySelector("[data-run]");

const show = (fresh) => {
  const held = document.activeElement?.closest("[data-run] a")?.getAttribute("href");
  const said = run().dataset.says;
  document.title = fresh.title;
  run().replaceWith(fresh.querySelector("[data-run]"));
  if (held) run().querySelector(`a[href="${CSS.escape(held)}"]`)?.focus();
  if (run().dataset.says !== said) teller.textContent = run().dataset.says;
};

const look = async () => {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (fresh.querySelector("[data-run]").innerHTML !== run().innerHTML) show(fresh);
};

const again = (pause) => setTimeout(async () => {
  if (document.hidden) return again(PAUSE);
  try {
    await look();
  } catch {
    return again(Math.min(2 * pause, LONGEST));
  }
  if (run().dataset.run === "open") again(PAUSE);
}, pause);

again(PAUSE);
