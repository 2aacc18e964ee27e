import type { EnvFiles } from '../../commands/envFilesPort.ts';
import type { Disposable } from '../../core/ports/disposable.ts';
import { DiskEnvFiles } from '../files/diskEnvFiles.ts';
import { VscodeEditor } from './vscodeEditor.ts';

/** The .env files of the workspace that is open in VS Code. */
export function workspaceEnvFiles(): EnvFiles & Disposable {
  const editor = new VscodeEditor();
  return Object.assign(new DiskEnvFiles(editor), {
    dispose: () => {
      editor.dispose();
    },
  });
}
