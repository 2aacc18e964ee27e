export interface PageFiles {
  /** Source of the webview's own files in policies: VS Code's `webview.cspSource`. */
  readonly cspSource: string;
  /** New for each load: at least 128 random bits. */
  readonly nonce: string;
  readonly script: string;
  /** What the script imports, to be loaded beside it. */
  readonly chunks: readonly string[];
  readonly style: string;
  readonly language: string;
  readonly title: string;
  /** What the page is to draw at once, as JSON; it waits for a message where this is undefined. Never a value. */
  readonly first?: string | undefined;
}

/**
 * The document of a page: one script, one style sheet, and a policy that lets nothing else in. What is shown first may
 * stand in it, as data that no browser runs; the rest comes by message.
 */
export function pageHtml(files: PageFiles): string {
  const { cspSource, nonce, script, chunks, style, language, title, first } = files;
  const preloads = chunks.map(
    (chunk) => `<link rel="modulepreload" nonce="${escaped(nonce)}" href="${escaped(chunk)}" />`,
  );
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta property="csp-nonce" content="${escaped(nonce)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="${escaped(style)}" />
    ${preloads.join('\n    ')}
  </head>
  <body>
    <main id="page" aria-busy="true"></main>${first === undefined ? '' : dataOf(first)}
    <script type="module" nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}

/** JSON has `<` in texts only, where it may be written so. */
function dataOf(json: string): string {
  return `
    <script type="application/json" id="first">${json.replaceAll('<', '\\u003c')}</script>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
