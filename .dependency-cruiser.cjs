/**
 * Who may import whom. Each rule carries its reason; `npm run check` runs them.
 * `test/unit/dependencyRules.test.ts` breaks every one of them once and sees it refused.
 */
const vscodeFolders = '^src/(extension\\.ts$|vscode/|language/|webviews/host/|[^/]+/view/)';

/** What a folder may import beside itself: folders of `src`, packages, and node's own modules. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

const l10n = '(^|/)node_modules/@vscode/l10n/';
const nodeBuiltIn =
  '^(node:)?(fs|fs/promises|path|crypto|os|url|timers|timers/promises|child_process|buffer)$';

/** What a server needs of node beyond that. */
const nodeServer = '^(node:)?(http|net|stream|util|console)$';
const serverPackages = 'node_modules/(hono|@hono/node-server|zod)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that import each other can only be read together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that points at nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    only('core-is-pure', '^src/core/', [`^src/core/`, l10n], 'The core reaches the outside through ports.'),
    only(
      'model-and-rules-stand-alone',
      '^src/core/(model|rules|actions|errors|pricing|catalog|envFile)/',
      [
        '^src/core/(model|rules|actions|errors|pricing|catalog|envFile|ports)/',
        '^src/core/language\\.ts$',
        l10n,
      ],
      'Rules know no platform.',
    ),
    only(
      'commands-are-pure',
      '^src/commands/',
      ['^src/(commands|core)/', l10n],
      'Commands talk through ports.',
    ),
    only(
      'vscode-shell',
      '^src/(vscode|language)/',
      [
        '^src/(core|commands|vscode|language)/',
        '^vscode$',
        '^(node:)?(path|child_process|fs/promises)$',
        l10n,
      ],
      'A thin shell.',
    ),
    only(
      'store',
      '^src/store/',
      ['^src/(core|store)/', nodeBuiltIn, 'node_modules/lowdb/', 'node_modules/zod/'],
      'Core, node, lowdb, and the checks of what comes from outside.',
    ),
    only(
      'system',
      '^src/system/',
      ['^src/(core|system)/', nodeBuiltIn],
      "Node's clock and randomness behind the core's ports.",
    ),
    only(
      'providers',
      '^src/providers/',
      ['^src/(core|providers)/', nodeBuiltIn],
      'Core, node and one library.',
    ),
    only(
      'tree-model-is-pure',
      '^src/tree/model/',
      ['^src/(core|tree/model)/', l10n],
      'What the tree shows is decided without VS Code.',
    ),
    only(
      'tree-view',
      '^src/tree/view/',
      ['^src/(core|tree)/', '^vscode$', l10n],
      'The view only draws its model.',
    ),
    only(
      'delivery-model-is-pure',
      '^src/delivery/model/',
      ['^src/(core|delivery/model)/', l10n],
      'What a file becomes is decided without a disk.',
    ),
    only(
      'delivery-files',
      '^src/delivery/files/',
      [
        '^src/core/',
        '^src/delivery/(model|files)/',
        '^src/commands/[a-zA-Z]*[pP]orts?\\.ts$',
        nodeBuiltIn,
        l10n,
      ],
      'Files and git, for whatever editor stands around them.',
    ),
    only(
      'delivery-view',
      '^src/delivery/view/',
      [
        '^src/core/',
        '^src/delivery/',
        '^src/commands/[a-zA-Z]*[pP]orts?\\.ts$',
        '^vscode$',
        nodeBuiltIn,
        l10n,
      ],
      "VS Code behind the commands' ports.",
    ),
    only(
      'server',
      '^src/server/(?!main\\.ts$)',
      ['^src/(core|server)/', nodeBuiltIn, nodeServer, serverPackages],
      'Another shell over the facade: it knows no store, no provider and no editor.',
    ),
    only(
      'server-root',
      '^src/server/main\\.ts$',
      ['^src/(core|server|providers|store|system)/', nodeBuiltIn, nodeServer],
      'Makes the parts of the server and connects them.',
    ),
    {
      name: 'server-on-its-own',
      comment: 'A bundle of its own: what the editor starts must not load a web framework.',
      severity: 'error',
      from: { pathNot: '^src/server/' },
      to: { path: '^src/server/|node_modules/(hono|@hono)/' },
    },
    only(
      'webview-host',
      '^src/webviews/host/',
      [
        '^src/core/',
        '^src/commands/[a-zA-Z]*[pP]orts?\\.ts$',
        '^src/webviews/host/',
        '^src/webviews/[^/]+/presenter\\.ts$',
        '^vscode$',
        '^(node:)?crypto$',
        'node_modules/zod/',
        l10n,
      ],
      'What all pages share on the side of VS Code; a page is known by its presenter.',
    ),
    only(
      'presenters-are-pure',
      '^src/webviews/(?!host/|components/)([^/]+)/(?!app\\.ts$|browser/)',
      [
        '^src/core/',
        '^src/commands/(?!commandTable\\.ts$)',
        '^src/webviews/host/(page|startCommand)\\.ts$',
        '^src/webviews/$1/(?!app\\.ts$|browser/)',
        '^(node:)?crypto$',
        'node_modules/zod/',
        l10n,
      ],
      'What a page shows and does is decided without VS Code and without a browser.',
    ),
    only(
      'pages-only-draw',
      '^src/webviews/([^/]+)/(app\\.ts$|browser/)',
      ['^src/webviews/components/', '^src/webviews/$1/(browser/|protocol\\.ts$|app\\.css$)'],
      'Code in the browser draws what it is sent: no rule, no price, no other page.',
    ),
    {
      name: 'pages-know-types-of-their-protocol',
      comment: 'The schemas are for the host, which checks; in the page they would be 14 KB for nothing.',
      severity: 'error',
      from: { path: '^src/webviews/[^/]+/(app\\.ts$|browser/)' },
      to: { path: '^src/webviews/[^/]+/protocol\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    only(
      'page-components',
      '^src/webviews/components/',
      [
        '^src/webviews/components/',
        '^src/webviews/host/messages\\.ts$',
        'node_modules/@vscode/webview-ui-toolkit/',
      ],
      'Components know no page.',
    ),
    {
      name: 'pages-are-loaded-when-shown',
      comment: 'Presenters and checks are a bundle of their own: the editor starts without them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/webviews/' },
      to: { path: '^src/webviews/', pathNot: '^src/webviews/host/editorTabs\\.ts$' },
    },
    {
      name: 'vscode-only-in-shells',
      comment: 'The editor is one shell among several.',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: vscodeFolders },
      to: { path: '^vscode$' },
    },
    {
      name: 'lowdb-in-one-file',
      comment: 'The store can be replaced in a day.',
      severity: 'error',
      from: { pathNot: '^src/store/lowdbStateStore\\.ts$' },
      to: { path: 'node_modules/lowdb/' },
    },
    {
      name: 'toolkit-in-one-file',
      comment: 'The toolkit is archived: its replacement must be one file.',
      severity: 'error',
      from: { pathNot: '^src/webviews/components/controls\\.ts$' },
      to: { path: 'node_modules/@vscode/webview-ui-toolkit/' },
    },
    {
      name: 'nobody-imports-the-root',
      comment: 'extension.ts makes the parts and connects them.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^src/extension\\.ts$' },
    },
    {
      name: 'no-test-in-product',
      severity: 'error',
      comment: 'The product has no door for tests.',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
