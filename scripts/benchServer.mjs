// `node scripts/benchServer.mjs`, a part of `npm run bench`: reads and writes of the Platform API per second, beside a
// bare `node:http` server that sends the same bytes and writes the same bytes durably, in the same run. No verdict.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import * as http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const connections = 8;
const readCount = 4_000;
const writeCount = 200;
const apps = 20;

export async function benchServer() {
  const folder = await mkdtemp(join(tmpdir(), 'addons-bench-'));
  const programs = [];
  try {
    const startedMs = performance.now();
    const server = await startProgram('platformApi.js', ['--port', '0', '--store', folder]);
    programs.push(server);
    const readyMs = performance.now() - startedMs;
    const { url, token } = JSON.parse(server.line);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    for (let number = 0; number < apps; number += 1) {
      await send(url, { method: 'POST', path: '/apps', headers, body: { name: `bench-${number}` } });
      const body = { plan: 'heroku-redis' };
      await send(url, { method: 'POST', path: `/apps/bench-${number}/addons`, headers, body });
    }
    const sample = await send(url, { method: 'GET', path: '/apps/bench-1/addons', headers });
    await writeFile(join(folder, 'sample.json'), sample);
    const peer = await startProgram('benchPeer.mjs', [
      join(folder, 'sample.json'),
      await newestGeneration(folder),
      folder,
    ]);
    programs.push(peer);
    console.log(
      `\nPlatform API, ${apps} apps with an add-on each, ${connections} connections (ready after ${readyMs.toFixed(0)} ms)`,
    );
    const read = () => ({ method: 'GET', path: '/apps/bench-1/addons', headers });
    const write = (number) => ({
      method: 'PATCH',
      path: `/apps/bench-${number % apps}/config-vars`,
      headers,
      body: { BENCH: String(number) },
    });
    for (const [title, make, count] of [
      ['reads', read, readCount],
      ['writes', write, writeCount],
    ]) {
      const [ours, bare] = [await load(url, make, count), await load(peer.line, make, count)];
      console.log(
        `  ${title}: ${ours.text} · bare node:http ${bare.text} · ${(bare.perSecond / ours.perSecond).toFixed(1)} times ours`,
      );
    }
    const alone = await load(url, write, 50, 1);
    const bareAlone = await load(peer.line, write, 50, 1);
    console.log(`  one write at a time: ${alone.text} · bare node:http ${bareAlone.text}`);
  } finally {
    await Promise.all(programs.map(({ stop }) => stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends `count` requests over some connections. */
async function load(url, make, count, atOnce = connections) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const latencies = [];
  let next = 0;
  const startedMs = performance.now();
  const worker = async () => {
    while (next < count) {
      const request = make(next++);
      const sentMs = performance.now();
      await send(url, { ...request, agent });
      latencies.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const perSecond = (count / (performance.now() - startedMs)) * 1000;
  agent.destroy();
  latencies.sort((first, second) => first - second);
  const at = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))].toFixed(1);
  return {
    perSecond,
    text: `${perSecond.toFixed(0)}/s, half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms`,
  };
}

function send(url, { method, path, headers, body, agent }) {
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${path}`, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode >= 300) {
          reject(new Error(`${method} ${path}: ${response.statusCode}`));
        }
        resolve(Buffer.concat(chunks));
      });
    });
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A program and the line that it says once it answers. @throws when it ends before */
async function startProgram(script, args) {
  const program = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => program.once('close', resolve));
  const line = await new Promise((resolve, reject) => {
    program.stdout.once('data', (data) => resolve(String(data).trim()));
    void closed.then((code) => reject(new Error(`${script} ended with ${code}`)));
  });
  const stop = () => {
    program.kill();
    return closed;
  };
  return { line, stop };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await benchServer();
}

/** The file that the newest commit of a store is in. */
async function newestGeneration(folder) {
  const numbers = (await readdir(folder)).flatMap((name) => /^store-(\d+)\.json$/.exec(name)?.[1] ?? []);
  return join(folder, `store-${Math.max(...numbers.map(Number))}.json`);
}
