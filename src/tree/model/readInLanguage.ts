/** How a language reads a config var from its environment, by VS Code's id of the language. */
const forms: ReadonlyMap<string, (name: string) => string> = new Map([
  ...['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'vue', 'svelte', 'coffeescript'].map(
    (language) => [language, (name: string) => `process.env.${name}`] as const,
  ),
  ...['java', 'kotlin', 'scala', 'groovy'].map(
    (language) => [language, (name: string) => `System.getenv("${name}")`] as const,
  ),
  ...['c', 'cpp'].map((language) => [language, (name: string) => `getenv("${name}")`] as const),
  ...['shellscript', 'makefile', 'dockerfile', 'yaml', 'dockercompose', 'jsonc', 'json'].map(
    (language) => [language, (name: string) => `\${${name}}`] as const,
  ),
  ...['dotenv', 'properties', 'ini'].map((language) => [language, (name: string) => `${name}=`] as const),
  ['python', (name) => `os.environ["${name}"]`],
  ['ruby', (name) => `ENV["${name}"]`],
  ['erb', (name) => `ENV["${name}"]`],
  ['go', (name) => `os.Getenv("${name}")`],
  ['php', (name) => `getenv('${name}')`],
  ['csharp', (name) => `Environment.GetEnvironmentVariable("${name}")`],
  ['fsharp', (name) => `Environment.GetEnvironmentVariable("${name}")`],
  ['rust', (name) => `std::env::var("${name}")`],
  ['elixir', (name) => `System.get_env("${name}")`],
  ['clojure', (name) => `(System/getenv "${name}")`],
  ['swift', (name) => `ProcessInfo.processInfo.environment["${name}"]`],
  ['dart', (name) => `Platform.environment['${name}']`],
  ['perl', (name) => `$ENV{${name}}`],
  ['lua', (name) => `os.getenv("${name}")`],
  ['r', (name) => `Sys.getenv("${name}")`],
  ['julia', (name) => `ENV["${name}"]`],
  ['powershell', (name) => `$env:${name}`],
  ['fish', (name) => `$${name}`],
]);

/** The text that reads a config var in a language; its bare name where no form is known. */
export function readInLanguage(name: string, languageId: string): string {
  return forms.get(languageId)?.(name) ?? name;
}
