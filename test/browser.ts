import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** The Chromium of this machine; undefined where there is none. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { message: string };
}

/** How a page is shown. */
export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** A page in a headless Chromium, spoken to by the DevTools protocol over a pipe. */
export class Browser {
  /** What the browser complained about: errors, warnings, requests that were made for the page. */
  readonly complaints: string[] = [];
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private session: string | undefined;
  private loaded: () => void = () => {};
  private next = 1;
  private unread = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => this.read(text));
  }

  /** Opens a file as a reader would, from disk. */
  static async open(file: string): Promise<Browser> {
    const profile = mkdtempSync(path.join(tmpdir(), 'chromium-'));
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe'];
    const child = spawn(chromium ?? '', [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const browser = new Browser(child, profile);
    const { targetInfos } = await browser.send('Target.getTargets');
    const page = (targetInfos as { type: string; targetId: string }[]).find(({ type }) => type === 'page');
    const target =
      page?.targetId ?? (await browser.send('Target.createTarget', { url: 'about:blank' })).targetId;
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId: target, flatten: true });
    browser.session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await browser.send(`${domain}.enable`);
    const loaded = new Promise<void>((resolve) => {
      browser.loaded = resolve;
    });
    await browser.send('Page.navigate', { url: pathToFileURL(file).href });
    await loaded;
    return browser;
  }

  async look({ width, scheme }: Look): Promise<void> {
    const metrics = { width, height: 800, deviceScaleFactor: 1, mobile: false };
    await this.send('Emulation.setDeviceMetricsOverride', metrics);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.send('Emulation.setEmulatedMedia', { features });
  }

  /** The value of a JavaScript expression in the page. */
  async value<T>(expression: string): Promise<T> {
    const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true });
    return (result as { value: T }).value;
  }

  /** Roles and names as a screen reader has them, in order. */
  async accessible(): Promise<{ role: string; name: string; description: string }[]> {
    const { nodes } = await this.send('Accessibility.getFullAXTree');
    type Value = { value?: string };
    return (nodes as { ignored: boolean; role?: Value; name?: Value; description?: Value }[])
      .filter(({ ignored }) => !ignored)
      .map(({ role, name, description }) => ({
        role: role?.value ?? '',
        name: name?.value ?? '',
        description: description?.value ?? '',
      }));
  }

  /** The whole page as a PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(data as string, 'base64');
  }

  /** The page as it is printed, as a PDF. */
  async print(): Promise<Buffer> {
    const { data } = await this.send('Page.printToPDF', {});
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = this.next++;
    const message = { id, method, params, ...(this.session !== undefined && { sessionId: this.session }) };
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    const { result, error } = await new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  private read(text: string): void {
    const messages = (this.unread + text).split('\0');
    this.unread = messages.pop() ?? '';
    for (const message of messages) this.take(JSON.parse(message) as Answer);
  }

  private take(answer: Answer): void {
    if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    if (answer.method === 'Page.loadEventFired') this.loaded();
    if (answer.method === 'Log.entryAdded' || answer.method === 'Runtime.exceptionThrown') {
      this.complaints.push(JSON.stringify(answer.params));
    }
    const url = (answer.params?.request as { url?: string } | undefined)?.url;
    if (answer.method === 'Network.requestWillBeSent' && url && !url.startsWith('file:')) {
      this.complaints.push(`asked for ${url}`);
    }
  }
}
