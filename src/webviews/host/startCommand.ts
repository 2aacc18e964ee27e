import type { RequestContext } from './page.ts';

/** Starts a command for a page. What is empty isn't known: the command asks for it. */
export async function startCommand(
  command: string,
  known: Readonly<Record<string, string>>,
  { run }: RequestContext,
): Promise<null> {
  await run(command, Object.fromEntries(Object.entries(known).filter(([, value]) => value !== '')));
  return null;
}
