// Asking the server. Writes go one after another, in the order in which they were made.

const word = document.querySelector("meta[name=word]").content;
let line = Promise.resolve();

async function answered(response) {
  const type = response.headers.get("content-type") ?? "";
  const values = type.startsWith("application/json") ? await response.json() : { error: (await response.text()).trim() };
  if (!response.ok) throw new Error(values.error || `the server answered ${response.status}`);
  return values;
}

async function asked(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The server does not answer: start stancewire review again. What was saved is safe.");
  }
  return answered(response);
}

export const get = (path) => asked(path, { headers: { accept: "application/json" } });

/** Send a step after all earlier ones were answered. `make` is called then, since it names the row seen last. */
export function post(path, make) {
  const sent = line.then(() =>
    asked(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-stancewire": word },
      body: JSON.stringify(make()),
    }),
  );
  line = sent.catch(() => undefined);
  return sent;
}
