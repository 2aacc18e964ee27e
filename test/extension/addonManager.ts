import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AddonManagerApi, AddonManagerExports } from '../../src/vscode/hostApi.ts';

/** The extension as VS Code knows it. */
export function extension(): vscode.Extension<AddonManagerExports> {
  const found = vscode.extensions.getExtension<AddonManagerExports>('addon-manager.addon-manager');
  assert.ok(found);
  return found;
}

export async function api(): Promise<AddonManagerApi> {
  return (await extension().activate()).getApi(1);
}

/** What every action command returns. */
export interface CommandResult {
  readonly result: Readonly<Record<string, string>>;
  readonly effect: {
    readonly apps: readonly {
      readonly app: string;
      readonly releases: readonly number[];
      readonly attached: readonly string[];
      readonly detached: readonly string[];
    }[];
    readonly monthlyCents: number;
  };
}

export async function run(command: string, input: object): Promise<CommandResult> {
  return vscode.commands.executeCommand<CommandResult>(command, input);
}

/** Versions of the releases that a command made on an app. */
export function releasesOn(app: string, { effect }: CommandResult): readonly number[] {
  return effect.apps.find((each) => each.app === app)?.releases ?? [];
}

/** Expects that a command with arguments is refused with a code. @returns the error's message */
export async function refuses(command: string, input: object, code: string): Promise<string> {
  try {
    await vscode.commands.executeCommand(command, input);
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error, String(error));
    assert.equal(error.code, code);
    return error.message;
  }
  throw new assert.AssertionError({ message: `${command} was expected to be refused with ${code}` });
}
