import * as vscode from 'vscode';
import type { Run } from '../commands/ports.ts';
import { KnownArguments } from './knownArguments.ts';

/** Starts one of our commands as a person would: what is missing is asked, what comes of it is told. */
export const runCommand: Run = async (command, ...known) =>
  vscode.commands.executeCommand(command, new KnownArguments(known));
