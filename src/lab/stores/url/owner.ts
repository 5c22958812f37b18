/** Whose the things are that the tutorial makes in a store that others use too. */
export interface Owner {
  /** Told from all others by this, which is made at random and kept with the user's data. */
  readonly id: string;
  /** As others in a class know them; also a part of the schema's name. */
  readonly name: string;
}

/** What stands in a store beside what was made there, as JSON. */
export interface Mark {
  readonly owner: string;
  readonly name: string;
  /** When it was made, in ISO 8601. */
  readonly since: string;
}

/** What is found where the tutorial wants to put something. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ours' }
  /** The tutorial has made it for somebody else. */
  | { readonly kind: 'another learner'; readonly mark: Mark }
  /** The tutorial has not made it. */
  | { readonly kind: 'not the tutorial' };

/** The text of a new mark. */
export function newMark({ id, name }: Owner): string {
  const mark: Mark = { owner: id, name, since: new Date().toISOString() };
  return JSON.stringify(mark);
}

/** What a mark says of the thing beside it; null stands for no mark. */
export function readMark(text: string | null, owner: Owner): Exclude<Found, { kind: 'nothing' }> {
  try {
    const mark = JSON.parse(text ?? '') as Partial<Mark> | null;
    const { owner: id, name, since } = mark ?? {};
    if (typeof id !== 'string' || typeof name !== 'string' || typeof since !== 'string') {
      return { kind: 'not the tutorial' };
    }
    return id === owner.id ? { kind: 'ours' } : { kind: 'another learner', mark: { owner: id, name, since } };
  } catch {
    return { kind: 'not the tutorial' };
  }
}
