/** An error that is told to the reader: a key of the page's texts and what is filled in. */
export class Told extends Error {
  constructor(key, values = {}) {
    super(key);
    Object.assign(this, { key, values });
  }
}
