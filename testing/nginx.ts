import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Whether nginx can be run here; says so on stderr when not, because something is left out then. */
export function isNginxInstalled(): boolean {
  const installed = spawnSync('nginx', ['-v']).status === 0;
  if (!installed) process.stderr.write('nginx is not installed: the examples for it are not tried with it.\n');
  return installed;
}

/**
 * Starts nginx with a site of the documentation as it stands, but for its certificate and the port it listens on.
 * Each answer names the server that gave it in `x-answered-by`.
 */
export function startNginx(site: string, port: number): ChildProcess {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'switchyard-nginx-'));
  const here = site.replace('listen 443 ssl;', `listen 127.0.0.1:${port};`).replace(/^\s*ssl_certificate.*$/gm, '');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    path.join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr crit; worker_processes 1; events {}
     http { access_log off; add_header X-Answered-By $upstream_addr always; ${temporary.join(' ')}\n${here}}`,
  );
  return spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
