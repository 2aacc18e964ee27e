// What `benchServer.mjs` measures ours beside, as a process of its own as ours is: a bare `node:http` server that answers
// the bytes of one file and, for a write, stores as many bytes as another has, durably. `benchPeer.mjs ANSWER STORED
// FOLDER`; one line on standard output, its URL.
import { open, readFile, rename } from 'node:fs/promises';
import * as http from 'node:http';
import { join } from 'node:path';

const [answerFile, storedFile, folder] = process.argv.slice(2);
const [answer, stored] = await Promise.all([readFile(answerFile), readFile(storedFile)]);
let turn = Promise.resolve();

const server = http.createServer((request, response) => {
  request.resume().once('end', async () => {
    if (request.method !== 'GET') {
      turn = turn.then(store);
      await turn;
    }
    response.setHeader('Content-Type', 'application/json');
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

async function store() {
  const file = await open(join(folder, 'peer.tmp'), 'w');
  await file.writeFile(stored);
  await file.sync();
  await file.close();
  await rename(join(folder, 'peer.tmp'), join(folder, 'peer.json'));
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}
