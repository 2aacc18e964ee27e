// @ts-check
/** Writes VS Code's settings files: quiet ones for everybody, and what a run asks for. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @typedef {Record<string, unknown>} Settings */

/**
 * No welcome pages, no accounts, no look-ups outside.
 *
 * @type {Settings}
 */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.banner': 'never',
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * Writes the person's settings; those that an extension declares for the machine go where a window that is connected
 * to a server looks for them, since it ignores them among the person's.
 *
 * @param {string} userDataFolder
 * @param {Settings} settings
 * @param {string[]} extensionFolders folders that hold a package.json
 */
export async function writeSettings(userDataFolder, settings, extensionFolders) {
  await writeJson(personFile(userDataFolder), settings);
  await writeJson(machineFile(userDataFolder), await forMachine(settings, extensionFolders));
}

/**
 * The same, where state lasts: what is in the files already wins.
 *
 * @param {string} userDataFolder
 * @param {Settings} settings
 * @param {string[]} extensionFolders
 */
export async function seedSettings(userDataFolder, settings, extensionFolders) {
  await seed(personFile(userDataFolder), settings);
  await seed(machineFile(userDataFolder), await forMachine(settings, extensionFolders));
}

/**
 * @param {string} userDataFolder
 * @returns {Promise<Settings>} the person's settings
 */
export async function readSettings(userDataFolder) {
  const file = personFile(userDataFolder);
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
}

/**
 * @param {string} extensionsFolder
 * @returns {string[]} the folders of the extensions in it
 */
export function installedExtensions(extensionsFolder) {
  if (!existsSync(extensionsFolder)) {
    return [];
  }
  const folders = readdirSync(extensionsFolder).map((name) => join(extensionsFolder, name));
  return folders.filter((folder) => existsSync(join(folder, 'package.json')));
}

/** @param {string} userDataFolder */
function personFile(userDataFolder) {
  return join(userDataFolder, 'User', 'settings.json');
}

/** @param {string} userDataFolder */
function machineFile(userDataFolder) {
  return join(userDataFolder, 'Machine', 'settings.json');
}

/**
 * @param {string} file
 * @param {Settings} settings
 */
async function seed(file, settings) {
  const text = existsSync(file) ? await readFile(file, 'utf8') : '{}';
  try {
    await writeJson(file, { ...settings, ...JSON.parse(text) });
  } catch (error) {
    // A person may have written comments into it: then it stays as it is.
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
}

/**
 * @param {Settings} settings
 * @param {string[]} extensionFolders
 */
async function forMachine(settings, extensionFolders) {
  const names = await machineSettingNames(extensionFolders);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.has(name)));
}

/** @param {string[]} extensionFolders */
async function machineSettingNames(extensionFolders) {
  const names = new Set();
  for (const folder of extensionFolders) {
    const { contributes } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    for (const { properties } of [contributes?.configuration ?? []].flat()) {
      for (const [name, { scope }] of Object.entries(properties ?? {})) {
        if (String(scope).startsWith('machine')) {
          names.add(name);
        }
      }
    }
  }
  return names;
}

/**
 * @param {string} file
 * @param {unknown} value
 */
async function writeJson(file, value) {
  await mkdir(dirname(file), { recursive: true });
  // In one step: a window that looks at the file must not find half of it.
  await writeFile(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
