// The search of the first page: Pagefind's index, which lies beside it and is loaded with the first letter.

const MOST = 12; // places that are shown
const PAUSE = 150; // milliseconds without a key

const form = document.querySelector(".search");
const [input, status, list] = form.querySelectorAll("input, [role=status], ol");
let pagefind = null;
let timer = 0;
let asked = 0;
let tries = 0;

async function search() {
  const words = input.value.trim();
  const turn = (asked += 1);
  const { results, pages } = words ? await found(words) : { results: [], pages: [] };
  if (turn !== asked) return; // somebody has typed on
  const places = pages.flatMap(({ meta, sub_results }) => sub_results.map((place) => ({ page: meta.title, ...place }))).slice(0, MOST);
  status.textContent = !words ? "" : places.length ? `${results.length} ${results.length === 1 ? "page mentions" : "pages mention"} it` : "No page mentions it.";
  list.replaceChildren(...places.map(entry));
}

async function found(words) {
  tries += 1; // a browser may remember that a module did not come, by its address
  pagefind ??= await import(new URL(`pagefind/pagefind.js#${tries}`, document.baseURI));
  const { results } = await pagefind.search(words);
  return { results, pages: await Promise.all(results.slice(0, MOST).map(({ data }) => data())) };
}

/** The index did not come: say so, and how to try again. */
function fail() {
  list.replaceChildren();
  status.textContent = "The index did not come. Check the connection, and type on to try again.";
}

function entry({ page, title, url, excerpt }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: title === page ? page : `${page}: ${title}` });
  const words = document.createElement("p");
  words.innerHTML = excerpt; // escaped by Pagefind, with marks around what was found
  const item = document.createElement("li");
  item.append(link, words);
  return item;
}

/** A page from a folder may load no index: there is no search there. */
if (location.protocol !== "file:") {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search().catch(fail), PAUSE);
  });
}
