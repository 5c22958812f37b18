/** Why a text could not be read: a newer version of the program wrote it, or it is damaged. */
export type Misread = 'newer' | 'damaged';

/** The object that a file of ours holds, in the only version there has been; its fields are not looked at. */
export function parseVersioned(text: string): Record<string, unknown> | Misread {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  if (!isRecord(value)) return 'damaged';
  if (typeof value.version === 'number' && value.version > 1) return 'newer';
  return value.version === 1 ? value : 'damaged';
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether it is a moment in ISO 8601. */
export const isDate = (value: unknown): boolean =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));
