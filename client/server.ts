/** Keeps one language server running: starts it, and starts it again when it died. Knows no feature. */
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import { commands, methods, settingsSection, type InitializationOptions, type Status } from '../server/lsp/protocol';
import { RestartDelay } from './restart-delay';

export type ServerState = 'starting' | 'running' | 'stopped';

/** A server that has not answered for so many first delays is taken for stuck; its slices of work are milliseconds. */
const patience = 30;
const askEvery = 15;

const languages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'yaml', 'dockercompose', 'github-actions-workflow', 'json', 'jsonc', 'terraform', 'terraform-vars', 'dotenv', 'cloudformation'];
/** By name where no installed extension gives the language. */
const patterns = ['**/*.tf', '**/*.tofu', '**/*.tfvars', '**/*.template', '**/.env', '**/.env.*'];

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private readonly delay = new RestartDelay(firstDelay);
  private startedAt = 0;
  private readonly stateChanges = new vscode.EventEmitter<ServerState>();
  private readonly statusChanges = new vscode.EventEmitter<Status>();
  private readonly reports = new vscode.EventEmitter<void>();
  readonly onState = this.stateChanges.event;
  readonly onStatus = this.statusChanges.event;
  /** A newer report is there. */
  readonly onReport = this.reports.event;

  constructor(private readonly module: string, private readonly output: vscode.LogOutputChannel) {}

  async start(): Promise<void> {
    clearTimeout(this.timer);
    if (this.client !== undefined) return;
    this.stateChanges.fire('starting');
    this.startedAt = Date.now();
    const client = this.newClient();
    this.client = client;
    this.pulse = setInterval(() => void this.feelPulse(client), firstDelay() * askEvery);
    client.onNotification(methods.status, (status: Status) => { this.statusChanges.fire(status); });
    client.onNotification(methods.reported, () => { this.reports.fire(); });
    try {
      await client.start();
      if (this.client !== client) return;
      this.stateChanges.fire('running');
    } catch (error) {
      this.output.error(error instanceof Error ? error : String(error));
      this.lost(client);
    }
  }

  /** Stops it, whatever its state; it stays stopped until `start`. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    clearInterval(this.pulse);
    const client = this.client;
    const process = client?.serverProcess;
    this.client = undefined;
    this.stateChanges.fire('stopped');
    // Rejects where the server is dead or deaf already.
    await client?.dispose(2000).catch((error: unknown) => { this.output.debug(String(error)); });
    process?.kill('SIGKILL');
  }

  async restart(): Promise<void> {
    this.delay.forget();
    await this.stop();
    await this.start();
  }

  /** Rejects while no server runs. */
  async request<T>(method: string, params: unknown = null, token: vscode.CancellationToken = new vscode.CancellationTokenSource().token): Promise<T> {
    if (this.client === undefined) throw new Error('The language server is not running; it will be started again shortly.');
    return this.client.sendRequest<T>(method, params, token);
  }

  /** Tells of the progress that the server reports under a token. */
  onProgress(token: string, listener: (message: string) => void): { dispose: () => void } {
    return this.client?.onNotification('$/progress', (progress: { token?: unknown; value?: { message?: string } }) => {
      if (progress.token === token && progress.value?.message !== undefined) listener(progress.value.message);
    }) ?? { dispose: () => undefined };
  }

  dispose(): void {
    void this.stop();
    for (const emitter of [this.stateChanges, this.statusChanges, this.reports]) emitter.dispose();
  }

  private newClient(): LanguageClient {
    const schemes = new Set(['file', ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
    const initializationOptions: InitializationOptions = { commands: true };
    const options: LanguageClientOptions = {
      documentSelector: [...schemes].flatMap((scheme) => [...languages.map((language) => ({ scheme, language })), ...patterns.map((pattern) => ({ scheme, pattern }))]),
      outputChannel: this.output,
      initializationOptions,
      markdown: { isTrusted: { enabledCommands: Object.values(commands) } },
      // What fails is in the output; an editor must not be covered with boxes about its helpers.
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          this.lost(client);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
    const run = { module: this.module, transport: TransportKind.ipc };
    const client = new LanguageClient(settingsSection, 'Serverless Warden', { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6029'] } } }, options);
    return client;
  }

  /** Starts it again after a delay that grows each time. */
  private lost(client: LanguageClient): void {
    if (this.client !== client) return;
    this.client = undefined;
    clearInterval(this.pulse);
    // One that does not answer, or has never started, is still there.
    client.serverProcess?.kill('SIGKILL');
    const delay = this.delay.after(Date.now() - this.startedAt);
    this.output.warn(`The language server ended; it is started again in ${delay / 1000} s.`);
    this.stateChanges.fire('stopped');
    this.timer = setTimeout(() => void this.start(), delay);
  }

  private async feelPulse(client: LanguageClient): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<'silent'>((resolve) => { timer = setTimeout(() => { resolve('silent'); }, firstDelay() * patience); });
    // A request that fails is an answer too: the connection's end is handled elsewhere.
    const answer = client.sendRequest<unknown>(methods.status).then(() => 'alive', () => 'alive');
    const heard = await Promise.race([answer, silence]);
    clearTimeout(timer);
    if (heard === 'alive' || this.client !== client) return;
    this.output.error('The language server does not answer and is replaced.');
    this.lost(client);
  }
}

/** In milliseconds. */
function firstDelay(): number {
  return Math.min(60_000, Math.max(10, vscode.workspace.getConfiguration(settingsSection).get<number>('restartDelay', 1000)));
}
