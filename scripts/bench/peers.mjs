import path from 'node:path';

/** Tutorials of the same kind that are installed from the registry, each by the name of its program. */
export const peers = [
  { name: 'learnyounode', package: 'learnyounode@4.2.2' },
  { name: 'javascripting', package: 'javascripting@2.7.4' },
];

/** The program of a peer that has been installed into a directory. */
export const programOf = ({ name }, directory) => path.join(directory, 'node_modules', name, 'bin', name);
