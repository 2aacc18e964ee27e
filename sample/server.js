// A small web program: it counts visits in Redis, in 40 lines and without a library.
// Heroku gives it REDIS_URL; here Add-on Manager does: copy the config vars of example-app as .env.
const http = require('node:http');
const net = require('node:net');

const port = Number(process.env.PORT ?? 3000);
const redisUrl = process.env.REDIS_URL;

/** Sends one command to Redis and resolves to the first line that comes back. */
function redis(...words) {
  const { hostname, port: redisPort, username, password } = new URL(redisUrl);
  const encode = (parts) =>
    `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(redisPort) || 6379, hostname, () => {
      const login = password ? encode(['AUTH', ...(username ? [username] : []), password]) : '';
      socket.write(login + encode(words));
    });
    let text = '';
    socket.on('data', (data) => {
      text += data;
      const answers = text.split('\r\n').filter(Boolean);
      if (answers.length >= (password ? 2 : 1)) {
        socket.end();
        const last = answers.at(-1);
        last.startsWith('-') ? reject(new Error(last.slice(1))) : resolve(last.replace(/^[:+]/, ''));
      }
    });
    socket.on('error', reject);
  });
}

const server = http.createServer(async (request, response) => {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  if (!redisUrl) {
    response.end('REDIS_URL is not set. Copy the config vars of example-app into .env.\n');
    return;
  }
  try {
    response.end(`Visit number ${await redis('INCR', 'visits')}\n`);
  } catch (error) {
    response.statusCode = 503;
    response.end(`Redis does not answer: ${error.message}\n`);
  }
});

server.listen(port, '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${port}`));
