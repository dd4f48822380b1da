import { BebugError } from '@bebug/core';
import type {
  SarifComponent,
  SarifComponentReference,
  SarifDescriptor,
  SarifDescriptorReference,
  SarifMessage,
  SarifResult,
  SarifRun,
} from './sarif-schema.ts';
import { cweOf } from './tidy.ts';

/** A result's rule: what it is called, and what the tool says of it, where it does. */
export interface FoundRule {
  readonly id: string | undefined;
  readonly component: SarifComponent;
  readonly descriptor: SarifDescriptor | undefined;
}

/** The rule of a result in the driver or an extension: by index, by guid, or by id. @throws BebugError `file-format` */
export function ruleOf(result: SarifResult, { tool }: SarifRun, where: string): FoundRule {
  const reference = result.rule;
  const component = extensionOf(reference?.toolComponent, tool, where) ?? tool.driver;
  const index = reference !== undefined && reference.index >= 0 ? reference.index : result.ruleIndex;
  const named = reference?.id ?? result.ruleId;
  if (index >= component.rules.length && index >= 0) {
    throw new BebugError(
      'file-format',
      `${where} means rule ${index} of ${component.name}, which has ${component.rules.length}.`,
    );
  }
  const descriptor =
    component.rules[index] ??
    component.rules.find(({ guid }) => guid !== undefined && guid === reference?.guid) ??
    byId(component.rules, named);
  return { id: named ?? descriptor?.id, component, descriptor };
}

/** `CA1000/1` is a kind of `CA1000` (3.27.5). */
function byId(rules: readonly SarifDescriptor[], id: string | undefined): SarifDescriptor | undefined {
  for (let name = id; name !== undefined && name !== '';) {
    const rule = rules.find((one) => one.id === name);
    if (rule) return rule;
    const end = name.lastIndexOf('/');
    name = end > 0 ? name.slice(0, end) : undefined;
  }
  return undefined;
}

function extensionOf(
  reference: SarifComponentReference | undefined,
  { extensions }: SarifRun['tool'],
  where: string,
): SarifComponent | undefined {
  if (reference === undefined) return undefined;
  if (reference.index >= extensions.length) {
    throw new BebugError(
      'file-format',
      `${where} means extension ${reference.index} of the tool, which has ${extensions.length}.`,
    );
  }
  return componentOf(reference, extensions);
}

function componentOf(
  { index, guid, name }: SarifComponentReference,
  components: readonly SarifComponent[],
): SarifComponent | undefined {
  return (
    components[index] ??
    components.find((one) => (guid !== undefined ? one.guid === guid : one.name === name))
  );
}

/** The text of a message: its own, or the rule's or the tool's by id, with `{0}` filled in (3.11). */
export function messageText(message: SarifMessage, { component, descriptor }: Omit<FoundRule, 'id'>): string {
  const strings = { ...component.globalMessageStrings, ...descriptor?.messageStrings };
  const pattern =
    message.text ??
    (message.id !== undefined && Object.hasOwn(strings, message.id)
      ? strings[message.id]!.text
      : undefined) ??
    message.markdown ??
    descriptor?.shortDescription?.text ??
    '';
  return pattern.replaceAll(/\{\{|\}\}|\{(\d{1,3})\}/gu, (whole, place: string | undefined) =>
    place === undefined ? whole[0]! : (message.arguments[Number(place)] ?? whole),
  );
}

/** The CWE of a result: by its own taxa, by those that its rule relates to, by tags; the first that says one. */
export function cweOfResult(
  result: SarifResult,
  descriptor: SarifDescriptor | undefined,
  run: SarifRun,
): number | undefined {
  const taxa = [...result.taxa, ...(descriptor?.relationships ?? []).map(({ target }) => target)];
  for (const taxon of taxa) {
    const number = cweOfTaxon(taxon, run);
    if (number !== undefined) return number;
  }
  const tags = [
    ...(result.properties?.tags ?? []),
    ...(descriptor?.properties?.tags ?? []),
    result.ruleId ?? '',
  ];
  return tags.map(cweOf).find((number) => number !== undefined);
}

function cweOfTaxon(taxon: SarifDescriptorReference, { taxonomies, tool }: SarifRun): number | undefined {
  const reference = taxon.toolComponent;
  const taxonomy =
    reference && (componentOf(reference, taxonomies) ?? componentOf(reference, tool.extensions));
  const id =
    taxon.id ??
    taxonomy?.taxa[taxon.index]?.id ??
    taxonomy?.taxa.find(({ guid }) => guid !== undefined && guid === taxon.guid)?.id;
  if (id === undefined) return undefined;
  const isCwe = (taxonomy?.name ?? reference?.name ?? '').toUpperCase() === 'CWE';
  return cweOf(isCwe && /^\d+$/u.test(id) ? `CWE-${id}` : id);
}
