"use strict";
// Leads to the pages in the reader's language.  Without this script the reader chooses.
(() => {
  const links = Object.fromEntries([...document.querySelectorAll("a[hreflang]")].map((one) => [one.hreflang, one.href]));
  const wanted = (navigator.languages ?? [navigator.language]).map((one) => one.toLowerCase().split("-")[0]);
  const found = wanted.find((one) => links[one]);
  if (found && !location.hash) location.replace(links[found]);
})();
