import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const licenceFile = /^(licen[cs]e|copying|notice|third[-_]party)/i;

/** Licences that packages name in package.json without a text of it: a package that has the text. */
const textIn = { 'Apache-2.0': 'typescript', MIT: 'fastify' };

/**
 * Under which terms the packages of these files stand: the licence and the notices of each, with its version.
 * Throws when a package has no file that says so.
 */
export function licencesOf(files) {
  const folders = [...new Set(files.map(packageOf))].filter((folder) => folder !== undefined);
  return folders
    .map(licenceOf)
    .sort()
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/** The folder of the package that a file belongs to; undefined for one of ours. */
function packageOf(file) {
  return file.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
}

function licenceOf(folder) {
  const { name, version, license, author, repository } = packageJson(folder);
  const texts = licenceTexts(folder);
  if (texts.length > 0) return [`${name} ${version}`, ...texts].join('\n\n');
  if (!(license in textIn)) {
    throw new Error(`${name} goes into the package, and has no file with its licence (${license}).`);
  }
  const others = licenceTexts(folder.slice(0, -name.length) + textIn[license]);
  const withoutNames = others.map((text) => text.replace(/^Copyright .*\n+/gm, ''));
  const from = author ? `Author: ${author}` : `From: ${repository.url}`;
  return [`${name} ${version}`, from, ...withoutNames].join('\n\n');
}

function licenceTexts(folder) {
  return readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
}

const packageJson = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
