/** What the checklist's page and the extension say to each other. Types only. */
import type { Location } from 'vscode-languageserver-protocol';
import type { AnswerParams, PlacedModel } from '../../server/lsp/protocol';

export type ToPage =
  | { readonly type: 'models'; readonly models: readonly PlacedModel[]; readonly me: string }
  /** In place of models: why there are none. */
  | { readonly type: 'trouble'; readonly message: string };

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly location: Location }
  | { readonly type: 'rule'; readonly rule: string }
  | { readonly type: 'answer'; readonly params: AnswerParams }
  | { readonly type: 'export'; readonly root: string };
