import { ownerId } from '../owner-id.js';

// Prints the owner's id, which several of these make at once.
process.stdout.write(ownerId(process.argv[2] ?? ''));
