import assert from 'node:assert/strict';
import { pageHtml } from '../../../src/webviews/host/html.ts';

const files = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'bm9uY2U',
  script: 'https://file/page.js',
  chunks: ['https://file/chunk-1.js'],
  style: 'https://file/page.css',
  language: 'en',
  title: 'Add-on Manager',
};

describe('the document of a page', () => {
  it('has a policy that lets in its one script, its style sheet, pictures and fonts, and nothing else', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(pageHtml(files)) ?? [];
    assert.deepEqual(policy?.split('; '), [
      `default-src 'none'`,
      `script-src 'nonce-bm9uY2U'`,
      `style-src https://*.vscode-cdn.net 'nonce-bm9uY2U'`,
      `font-src https://*.vscode-cdn.net`,
      `img-src https://*.vscode-cdn.net`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ]);
  });

  it('has one script, and no inline script or style', () => {
    const html = pageHtml(files);
    assert.deepEqual(html.match(/<script[^>]*>[^<]*/g), [
      '<script type="module" nonce="bm9uY2U" src="https://file/page.js">',
    ]);
    assert.match(html, /<link rel="modulepreload" nonce="bm9uY2U" href="https:\/\/file\/chunk-1.js" \/>/);
    assert.doesNotMatch(html, /<style| style=| on\w+=|javascript:/);
    assert.match(html, /<main id="page" aria-busy="true"><\/main>/);
    assert.match(html, /<meta property="csp-nonce" content="bm9uY2U" \/>/);
  });

  it('holds what is shown first as data that is no script', () => {
    const first = JSON.stringify({ name: '</script><img src=x onerror=alert(1)><!--' });
    const html = pageHtml({ ...files, first });
    const [, data] = /<script type="application\/json" id="first">([^<]*)<\/script>/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(data ?? ''), JSON.parse(first));
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.doesNotMatch(html, /<img|<!--/);
  });

  it('escapes what it is given', () => {
    const html = pageHtml({ ...files, title: '"><script>alert(1)</script>', language: '" onload="x' });
    assert.ok(html.includes('<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>'));
    assert.ok(html.includes('lang="&quot; onload=&quot;x"'));
  });
});
