import type { Endpoint, WebhookEndpointCreateInput } from '../../generated/console.ts';

/** An endpoint while it is being written: texts as they stand in the controls. */
export type EndpointDraft = {
  name: string;
  url: string;
  hearsAll: boolean;
  types: readonly string[];
  document: string;
  /** A JSON object, or nothing. */
  variables: string;
};

export const emptyEndpoint: EndpointDraft = {
  name: '',
  url: 'https://',
  hearsAll: true,
  types: [],
  document: '',
  variables: '',
};

export const draftOf = ({ name, url, types, document, variables }: Endpoint): EndpointDraft => ({
  name,
  url,
  hearsAll: types.length === 0,
  types,
  document: document ?? '',
  variables: variables === null ? '' : JSON.stringify(variables, null, 2),
});

export type EndpointFault = 'noName' | 'noUrl' | 'noTypes' | 'noObject' | 'noDocument';

/** What the server would refuse anyway, by field. What it alone knows, the document's faults above all, it says. */
export function checkEndpoint(draft: EndpointDraft): Map<string, EndpointFault> {
  const faults = new Map<string, EndpointFault>();
  if (draft.name.trim() === '') faults.set('name', 'noName');
  if (!/^https?:\/\/\S+$/.test(draft.url.trim())) faults.set('url', 'noUrl');
  if (!draft.hearsAll && draft.types.length === 0) faults.set('types', 'noTypes');
  if (draft.variables.trim() !== '') {
    if (variablesIn(draft.variables) === null) faults.set('variables', 'noObject');
    else if (draft.document.trim() === '') faults.set('variables', 'noDocument');
  }
  return faults;
}

export const endpointInputOf = (draft: EndpointDraft): WebhookEndpointCreateInput => ({
  name: draft.name.trim(),
  url: draft.url.trim(),
  types: draft.hearsAll ? [] : draft.types,
  document: draft.document.trim() === '' ? null : draft.document,
  variables: draft.variables.trim() === '' ? null : variablesIn(draft.variables),
});

/** The object that a text says; null: none. */
function variablesIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null; // No JSON, which the form says at the field.
  }
}
