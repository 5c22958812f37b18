/** First in, first out, at the same cost however long it is: `Array.shift` moves all that remains. */
export class Queue<T> {
  /** Up to `#first`, what has been taken: places without their items, so that nothing is kept for them. */
  #items: (T | undefined)[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#first];
  }

  /** The item that was pushed last. */
  last(): T | undefined {
    return this.length > 0 ? this.#items.at(-1) : undefined;
  }

  shift(): T | undefined {
    const item = this.#items[this.#first];
    if (item === undefined) return undefined;
    this.#items[this.#first++] = undefined;
    if (this.#first > 1024 && this.#first * 2 > this.#items.length) this.#compact();
    return item;
  }

  [Symbol.iterator](): Iterator<T> {
    this.#compact();
    return (this.#items as T[])[Symbol.iterator]();
  }

  /** Takes out the items for which `keep` is false. */
  filter(keep: (item: T) => boolean): void {
    this.#compact();
    this.#items = (this.#items as T[]).filter(keep);
  }

  clear(): void {
    this.#items = [];
    this.#first = 0;
  }

  #compact(): void {
    if (this.#first > 0) this.#items = this.#items.slice(this.#first);
    this.#first = 0;
  }
}
