import { userInfo } from 'node:os';

/** The name of whoever runs the program; undefined where the system has none, as in a container that runs under any number. */
export function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
