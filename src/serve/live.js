// Keeps a page of `dossier serve` fresh: reloads it when a build with other content is served, and
// shows what is wrong when a build fails. Only in served pages, never in a published site.
(() => {
  "use strict";

  const own = document.currentScript.src;
  const channel = new URL("live", own).href;
  let build = null;
  let source = null;
  let bar = null;

  if (!document.querySelector('link[href$="/-/live.css"]')) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("live.css", own).href;
    document.head.append(style);
  }

  function show(failure) {
    if (bar) {
      bar.remove();
      bar = null;
    }
    // The page that stands in for a missing first build shows the failure itself.
    const page = document.querySelector(".dossier-failure pre");
    if (failure === null || page) {
      if (page && failure !== null) {
        page.textContent = failure;
      }
      return;
    }
    bar = document.createElement("section");
    bar.className = "dossier-live";
    bar.setAttribute("role", "alert");
    const title = document.createElement("strong");
    title.textContent = "The last change cannot be built; this is the state before it.";
    const text = document.createElement("pre");
    text.textContent = failure;
    bar.append(title, text);
    document.body.prepend(bar);
  }

  function receive(event) {
    const state = JSON.parse(event.data);
    if (build !== null && build !== state.build) {
      // The editor of notes may renew the page in place, or wait until nothing is lost by it.
      if (document.dispatchEvent(new CustomEvent("dossier-build", { cancelable: true }))) {
        location.reload();
        return;
      }
    }
    build = state.build;
    show(state.failure);
  }

  function open() {
    source = new EventSource(channel);
    source.addEventListener("state", receive);
    source.addEventListener("error", () => {
      // While the server is restarted some browsers give up; keep trying.
      if (source && source.readyState === EventSource.CLOSED) {
        setTimeout(toggle, 1000);
      }
    });
  }

  // A browser opens few connections to one host: hidden pages leave theirs to the visible one.
  function toggle() {
    if (source) {
      source.close();
      source = null;
    }
    if (!document.hidden) {
      open();
    }
  }

  document.addEventListener("visibilitychange", toggle);
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", toggle);
  } else {
    toggle();
  }
})();
