import { connectRedis } from './connection.js';

/** How long Redis may take to answer; one that is paused does not answer at all. */
const limitMs = 1000;

const questions = [
  ['CONFIG', 'GET', '*'],
  ['ACL', 'LIST'],
  ['FUNCTION', 'LIST'],
];

/**
 * All that can be set in a Redis besides its keys, as a text to compare with another one.
 * Rejects with a TutorialError when it does not let us in, or does not answer.
 */
export async function readSettings(url: string): Promise<string> {
  const connection = await connectRedis(url);
  try {
    const replies = await Promise.all(questions.map((question) => connection.send(question, limitMs)));
    return JSON.stringify(replies.map((reply) => (reply.kind === 'error' ? 'unknown' : reply)));
  } finally {
    connection.close();
  }
}
