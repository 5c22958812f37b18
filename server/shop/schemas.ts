/** What a request must look like. Fastify answers 400, with the reason, to anything else. */

// PostgreSQL's text cannot hold a NUL character, nor half of a surrogate pair, so they are refused here.
const drink = { type: 'string', minLength: 1, maxLength: 40, pattern: '^[^\\u0000\\ud800-\\udfff]*$' };

export const drinkQuery = {
  type: 'object',
  required: ['drink'],
  properties: { drink },
};

export const orderBody = {
  type: 'object',
  required: ['drink', 'size'],
  properties: { drink, size: { enum: ['small', 'medium', 'large'] } },
};
