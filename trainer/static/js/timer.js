// A button beside each step that has a time: it counts down, and says when the time is over.

for (const place of document.querySelectorAll("[data-seconds]")) {
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.className = "button plain";
  told.className = "unseen";
  told.setAttribute("role", "status");
  place.append(button, told);
  let ends, ticking;

  const left = () => Math.max(0, Math.ceil((ends - Date.now()) / 1000));
  const show = (seconds) => { button.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}, stop`; };
  const rest = (words = "") => {
    clearInterval(ticking);
    ticking = undefined;
    told.textContent = words;
    button.textContent = "Start";
  };
  const tick = () => (left() ? show(left()) : rest("The time is over."));

  button.addEventListener("click", () => {
    if (ticking) return rest("Stopped.");
    ends = Date.now() + Number(place.dataset.seconds) * 1000;
    told.textContent = "";
    tick();
    ticking = setInterval(tick, 250);
  });
  rest();
}
