import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import { acts, type Invoked } from './acts.ts';
import { bytes } from './bytes.ts';
import { correlated } from './correlate.ts';
import { intents, withFittingActs, type Recipe } from './fitting-acts.ts';
import { isTagged, tagOf } from './fits.ts';
import { formatted, type Format } from './formats.ts';
import { longestListOf, USUAL_LIST } from './leaves.ts';
import { lengthsOf } from './lengths.ts';
import { marksOf } from './marks.ts';
import { counts, fitting, numbers, takesCounts, takesWhole, waits, wholes } from './numbers.ts';
import { areRelated, argumentsInOrder, endsAmong, ordered, placedInside } from './ordered.ts';
import { agreeing } from './restated.ts';
import type { Callee, CompoundSpec, Field, Signature, Spec } from './spec.ts';
import type { Style } from './style.ts';
import { texts } from './texts.ts';

type Values = fc.Arbitrary<TaggedValue>;

const UNDEFINED: TaggedValue = { $undefined: true };

/** How often a type is unfolded inside itself. */
const MAX_DEPTH = 3;
/** How often what may be a name is one, where things are named. */
const NAMED = 9;
/** Rows and columns of a table. */
const USUAL_TABLE = 5;
/** Fields that are set where most are left out. */
const FEW = 3;
/** Milliseconds after which a signal is aborted. */
const ABORTED_AFTER = [3, 700];
/** Of lists as long as the source mentions. */
const LONGEST_LIST = 40;

/** Makes generators of tagged JSON from specifications, in one style. */
export class Generators {
  readonly #style: Style;
  readonly #number: Values;
  readonly #count: Values;
  readonly #wait: Values;
  readonly #whole: Values;
  readonly #text: fc.Arbitrary<string>;
  readonly #any: Values;
  readonly #item: Values;
  readonly #definitions: Readonly<Record<string, Spec>>;
  /** Unfolded references, by name and depth: a type that refers to itself is built once a level. */
  readonly #unfolded = new Map<string, Values>();
  #depth = 0;

  constructor(style: Style, definitions: Readonly<Record<string, Spec>>) {
    this.#style = style;
    this.#number = numbers(style);
    this.#count = counts(style);
    this.#wait = waits(style);
    this.#whole = wholes(style);
    this.#text = texts(style);
    const something: Values = fc.oneof(this.#number, this.#text, fc.boolean());
    const leaf: Values = fc.oneof(
      { weight: 3, arbitrary: something },
      { weight: 1, arbitrary: fc.constantFrom<TaggedValue>(null, UNDEFINED) },
    );
    const anyWith = (own: Values): Values =>
      fc.oneof(
        { weight: 6, arbitrary: own },
        { weight: 2, arbitrary: fc.array(style.extreme ? leaf : something, { maxLength: 4 }) },
        {
          weight: 2,
          arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'id', 'name', 'value'), leaf, {
            maxKeys: 3,
            noNullPrototype: true,
          }),
        },
      );
    this.#any = anyWith(leaf);
    // Nothing is no item of a list, as a rule.
    this.#item = style.extreme ? this.#any : anyWith(something);
    this.#definitions = definitions;
  }

  /** Argument lists of one of `signatures`; parameters of one type are often related. */
  argumentLists(signatures: readonly Signature[]): fc.Arbitrary<TaggedValue[]> {
    const lists = signatures.map((signature) => this.#argumentList(signature));
    if (lists.length === 1) return lists[0]!;
    if (!this.#style.guided) return fc.oneof(...lists);
    // What takes more says more, and overloads that differ in their types alone say the same.
    const written = signatures.map(({ parameters }) => JSON.stringify(parameters.map(({ spec }) => spec)));
    const others = [...lists.entries()].filter(([index]) => written.indexOf(written[index]!) === index);
    return fc.oneof(
      ...others.map(([index, arbitrary]) => ({
        weight: Math.max(1, signatures[index]!.parameters.length),
        arbitrary,
      })),
    );
  }

  #argumentList(signature: Signature): fc.Arbitrary<TaggedValue[]> {
    const { parameters, restated } = signature;
    const lists = this.#parameterValues(parameters);
    const agreed = restated?.length ? lists.map((list) => agreeing(list, restated)) : lists;
    return this.#style.guided && recipesOf(signature).some((one) => one !== null)
      ? this.#withRecipes(agreed, signature)
      : agreed;
  }

  /** Data with parts beside a callback that may change it is changed where it has them. */
  #withRecipes(lists: fc.Arbitrary<TaggedValue[]>, signature: Signature): fc.Arbitrary<TaggedValue[]> {
    const recipes = recipesOf(signature);
    const fitting = fc
      .tuple(lists, intents(this.#any))
      .map(([list, meant]) => withFittingActs(list, recipes, meant));
    if (this.#style.structured) return fitting;
    const structured = new Generators({ ...this.#style, structured: true }, this.#definitions);
    return fc.oneof(fitting, structured.#argumentList(signature));
  }

  /** Of two ends of a stretch the first is not the larger, but for extreme values; places in a list are in it. */
  #parameterValues(parameters: Signature['parameters']): fc.Arbitrary<TaggedValue[]> {
    const lists = this.#unordered(parameters);
    if (!areRelated(parameters.map(({ name }) => name))) return lists;
    const related = this.#style.extreme ? placedInside : argumentsInOrder;
    return lists.map((list) => related(list, parameters));
  }

  #unordered(parameters: Signature['parameters']): fc.Arbitrary<TaggedValue[]> {
    const required = parameters.filter(({ optional, rest }) => !optional && !rest);
    const optional = parameters.filter((parameter) => parameter.optional && !parameter.rest);
    const rest = parameters.find((parameter) => parameter.rest);
    const all = this.#together([...required, ...optional].map(({ spec }) => spec));
    if (optional.length === 0 && !rest) return all;
    const tail: fc.Arbitrary<TaggedValue[]> = rest
      ? fc.array(this.value(rest.spec), { maxLength: 4 })
      : fc.constant([]);
    const some = fc.nat(optional.length);
    // Guided, more is given than left out: what is not given is never looked at.
    const counts = this.#style.guided ? fc.oneof(some, fc.constant(optional.length)) : some;
    return fc
      .tuple(all, counts, tail)
      .map(([values, count, more]) =>
        count < optional.length ? values.slice(0, required.length + count) : [...values, ...more],
      );
  }

  value(spec: Spec): Values {
    switch (spec.kind) {
      case 'any':
        return this.#open(this.#any);
      case 'token':
        // Whoever calls it passes what it likes; what is only passed on is seen best when it is plain.
        return this.#style.structured ? this.#structured() : fc.nat(5);
      case 'string':
        if (spec.isSure) return formatted(spec.format!);
        return spec.format === undefined || this.#style.keyed ? this.#text : this.#formatted(spec.format);
      case 'number':
        if (takesCounts(spec)) return spec.isWait ? this.#wait : this.#count;
        return takesWhole(spec) ? this.#whole : this.#number;
      case 'boolean':
        return fc.boolean();
      case 'bigint':
        return fc
          .oneof(
            fc.bigInt({ min: -3n, max: 10n }),
            fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
            fc.constantFrom(...this.#bigints()),
          )
          .map((n) => ({ $bigint: String(n) }));
      case 'symbol':
        return fc.constantFrom('a', 'b').map((name) => ({ $symbol: name }));
      case 'date':
        return this.#dates();
      case 'regexp':
        return fc
          .constantFrom('a', '[a-z]+', '\\d', '^b')
          .chain((source) => fc.constantFrom('', 'g', 'i').map((flags) => ({ $regexp: { source, flags } })));
      case 'url':
        return fc
          .constantFrom('https://example.com/', 'http://localhost:3000/a/b?x=1#y', 'file:///a')
          .map((href) => ({ $url: href }));
      case 'error':
        return fc.constantFrom('failed', 'no').map((message) => ({ $error: message }));
      case 'signal':
        return fc
          .constantFrom<TaggedValue>('open', 'open', 'aborted', ...ABORTED_AFTER)
          .map((state) => ({ $signal: state }));
      case 'port':
        return fc.constant({ $port: true });
      case 'constant':
        return fc.constant(spec.value);
      case 'template':
        return fc
          .tuple(...spec.of.map((part) => this.value(part)))
          .map((parts) => spec.texts.reduce((text, next, index) => text + textOf(parts[index - 1]) + next));
      case 'bytes':
        return bytes(spec.class, this.#style, this.#text);
      default:
        return this.#compound(spec);
    }
  }

  /** Anything, as `plain` gives it; structured, also data with parts. */
  #open(plain: Values): Values {
    return this.#style.structured ? fc.oneof(plain, this.#structured()) : plain;
  }

  /** Texts of a format, mostly; where few values are to meet, few of them. */
  #formatted(format: Format): Values {
    return fc.oneof(
      { weight: this.#style.extreme ? 1 : 3, arbitrary: formatted(format) },
      { weight: 2, arbitrary: this.#text },
    );
  }

  /** Data as a caller has it: objects, lists, maps and sets of plain values, and of one another. */
  #structured(): Values {
    const leaf = fc.oneof(
      { weight: 2, arbitrary: fc.nat(5) },
      { weight: 2, arbitrary: this.#text },
      { weight: 1, arbitrary: this.#number },
    );
    const { data } = fc.letrec<{ data: TaggedValue }>((tie) => ({
      data: fc.oneof(
        { depthIdentifier: 'structured', maxDepth: 3, depthSize: 'small' },
        leaf,
        {
          weight: 4,
          arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'id', 'name'), tie('data'), {
            maxKeys: 3,
            noNullPrototype: true,
          }),
        },
        { weight: 3, arbitrary: fc.array(tie('data'), { maxLength: 4 }) },
        {
          weight: 1,
          arbitrary: fc
            .array(fc.tuple(fc.oneof(fc.constantFrom('a', 'b', 'c'), leaf), tie('data')), { maxLength: 3 })
            .map((pairs): TaggedValue => ({ $map: pairs })),
        },
        {
          weight: 1,
          arbitrary: fc.array(tie('data'), { maxLength: 3 }).map((items): TaggedValue => ({ $set: items })),
        },
      ),
    }));
    return data;
  }

  #compound(spec: CompoundSpec): Values {
    switch (spec.kind) {
      case 'union':
        return this.#union(spec.of);
      case 'array':
        return this.#array(spec.of);
      case 'set':
        return fc.array(this.value(spec.of), { maxLength: 4 }).map((items) => ({ $set: items }));
      case 'promise':
        return fc.oneof(
          { weight: 5, arbitrary: this.value(spec.of).map((value) => ({ $promise: value })) },
          { weight: 1, arbitrary: fc.constant({ $rejection: 'rejected' }) },
        );
      case 'asyncIterable':
        return fc.array(this.value(spec.of), { maxLength: 4 }).map((items) => ({ $asyncIterable: items }));
      case 'tuple':
        return fc
          .tuple(
            fc.tuple(...spec.of.map((part) => this.value(part))),
            spec.rest ? fc.array(this.value(spec.rest), { maxLength: 4 }) : fc.constant([]),
          )
          .map(([fixed, rest]) => [...fixed, ...rest]);
      case 'object':
        return this.#object(spec.fields);
      case 'record':
        return fc
          .dictionary(this.value(spec.key).map(String), this.value(spec.value), {
            maxKeys: 4,
            noNullPrototype: true,
          })
          .map(guardTag);
      case 'map':
        return fc
          .array(fc.tuple(this.value(spec.key), this.value(spec.value)), { maxLength: 4 })
          .map((entries) => ({ $map: entries }));
      case 'function':
        return this.#functions(spec);
      case 'instance':
        return this.#argumentList(spec.args).map((args) => ({ $new: { class: spec.class, args } }));
      case 'reference':
        return this.#reference(spec.id);
    }
  }

  /** One level deeper, down to a limit: a fluent type (every method returns it again) has no finite value of its own. */
  #reference(id: string): Values {
    const definition = this.#definitions[id];
    if (this.#depth >= MAX_DEPTH || definition === undefined) return fc.constant(null);
    const key = `${this.#depth} ${id}`;
    let unfolded = this.#unfolded.get(key);
    if (!unfolded) {
      this.#depth++;
      unfolded = this.value(definition);
      this.#depth--;
      this.#unfolded.set(key, unfolded);
    }
    return unfolded;
  }

  get #isDeepest(): boolean {
    return this.#depth >= MAX_DEPTH;
  }

  /** Fields that must be there stand in relation to each other, as parameters do: `start` and `end`, `from` and `to`. */
  #object(fields: readonly Field[]): Values {
    // Of a type that says nothing, one must be told from another.
    if (fields.length === 0)
      return fc.oneof(
        fc.constant({}),
        fc.nat(5).map((id) => ({ id })),
      );
    const required = fields.filter(({ optional }) => !optional);
    // What may be left out, and would lead deeper than the limit, is.
    const optional = fields.filter((field) => field.optional && !(this.#isDeepest && refers(field.spec)));
    const values = this.#together(required.map(({ spec }) => spec));
    const extras = this.#someOf(optional);
    const ends = this.#style.extreme ? [] : endsAmong(fields.map(({ name }) => name));
    return fc.tuple(values, extras).map(([list, extra]) => {
      const given = required.map(({ name }, index) => [name, list[index]!] as const);
      const all = { ...Object.fromEntries(given), ...(extra as Record<string, TaggedValue>) };
      return guardTag(ends.length > 0 ? ordered(all, ends) : all);
    });
  }

  /** Fields that may be left out; guided, often a few of many: where all are set, one undoes the other. */
  #someOf(fields: readonly Field[]): fc.Arbitrary<object> {
    const most = fc.record(Object.fromEntries(fields.map(({ name, spec }) => [name, this.value(spec)])), {
      requiredKeys: [],
      noNullPrototype: true,
    });
    if (!this.#style.guided || fields.length <= FEW) return most;
    const chosen = fc.array(fc.nat(fields.length - 1), { minLength: 1, maxLength: FEW });
    const few = fc.tuple(most, chosen).map(([all, places]) => {
      const names = new Set(places.map((place) => fields[place]!.name));
      return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
    });
    return fc.oneof(most, few);
  }

  /** A value for each specification; guided, those that share one often stand in relation. */
  #together(specs: readonly Spec[]): fc.Arbitrary<TaggedValue[]> {
    const values = specs.map((spec) => this.value(spec));
    if (!this.#style.guided) return fc.tuple(...values);
    const keys = specs.map((spec) => JSON.stringify(spec));
    const lists = correlated(values, keys, marksOf(this.#style.harvest));
    return specs.some((spec) => takesCounts(spec) || takesWhole(spec))
      ? lists.map((list) =>
          list.map((value, index) => (typeof value === 'number' ? fitting(specs[index]!, value) : value)),
        )
      : lists;
  }

  #union(of: readonly Spec[]): Values {
    const flat = of.filter((one) => !refers(one));
    const deep = of.filter(refers);
    if (flat.length > 0 && this.#isDeepest) return fc.oneof(...this.#alternatives(flat));
    if (deep.length === 0 || flat.length === 0) return fc.oneof(...this.#alternatives(of));
    return fc.oneof(
      { maxDepth: 3, depthIdentifier: 'recursion' },
      ...this.#alternatives(flat),
      ...this.#alternatives(deep),
    );
  }

  /** Guided, what says that there is nothing comes less often than the rest: code does little with it. */
  #alternatives(of: readonly Spec[]): { weight: number; arbitrary: Values }[] {
    const { guided, keyed } = this.#style;
    const hasNames = keyed && of.some(({ kind }) => kind === 'string');
    return of.map((one) => ({
      weight: hasNames ? (one.kind === 'string' ? NAMED : 1) : guided && !saysNothing(one) ? 3 : 1,
      arbitrary: this.value(one),
    }));
  }

  #array(of: Spec): Values {
    if (!refers(of))
      return of.kind === 'array'
        ? fc.oneof({ weight: 1, arbitrary: this.#list(of) }, { weight: 3, arbitrary: this.#table(of.of) })
        : this.#list(of);
    if (this.#isDeepest) return fc.constant<TaggedValue>([]);
    const some = fc.array(this.value(of), { maxLength: 3 });
    return fc.oneof({ maxDepth: 3, depthIdentifier: 'recursion' }, fc.constant<TaggedValue>([]), {
      weight: 3,
      arbitrary: some,
    });
  }

  /** Short lists; guided, also of the lengths that the source mentions: a node that splits when it is full, a page that ends. */
  #list(of: Spec): Values {
    const item = of.kind === 'any' ? this.#open(this.#item) : this.value(of);
    const usual = longestListOf(of, this.#style.tiny ? 6 : USUAL_LIST);
    const short = fc.array(item, { maxLength: usual });
    const longer = lengthsOf(this.#style.harvest.numbers, [], longestListOf(of, LONGEST_LIST)).filter(
      (n) => n > usual,
    );
    if (longer.length === 0) return short;
    return fc.oneof(
      { weight: 6, arbitrary: short },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...longer)
          .chain((n) => fc.array(item, { minLength: n, maxLength: n, size: 'max' })),
      },
    );
  }

  /** Rows of one length, and as many as that in a part of them: most code that takes lists of lists takes nothing else. */
  #table(cell: Spec): Values {
    const longest = longestListOf(cell, USUAL_TABLE);
    const row = fc.array(this.value(cell), { minLength: longest, maxLength: longest, size: 'max' });
    return fc
      .tuple(fc.array(row, { maxLength: USUAL_TABLE }), fc.nat(longest), fc.boolean())
      .map(([rows, width, isSquare]) => {
        const columns = isSquare ? Math.min(rows.length, width) : width;
        return (isSquare ? rows.slice(0, columns) : rows).map((cells) => cells.slice(0, columns));
      });
  }

  #functions(spec: Extract<Spec, { kind: 'function' }>): Values {
    // An order that contradicts itself says nothing of code that sorts; how often it is asked is nobody's promise.
    if (spec.isOrder === true)
      return fc.constantFrom(1, -1).map((order): TaggedValue => ({ $function: { order, question: true } }));
    // Nor does one that takes everything for equal say anything of code that looks for something.
    if (spec.isEquality === true) return fc.constant({ $function: { equality: true, question: true } });
    // The members of a fluent type return it again, each of them: unfolding all of them would not end in any useful size.
    const isFluent = this.#depth > 0 && refers(spec.returns);
    const result = isFluent ? fc.constant<TaggedValue>(null) : this.value(spec.returns);
    const tables = fc
      .array(result, { minLength: 1, maxLength: 3 })
      .map((results): TaggedValue => ({ $function: { results: withoutRepeats(results) } }));
    const choices = [{ weight: 4, arbitrary: tables }];
    if (spec.echoes.length > 0)
      choices.push({
        weight: 2,
        arbitrary: fc
          .constantFrom(...spec.echoes)
          .map((argument): TaggedValue => ({ $function: { argument } })),
      });
    // What stands for a value, or only listens, neither fails nor does anything.
    if (spec.isQuestion === true || spec.isTrace === true) return fc.oneof(...choices).map(silenced);
    const { data, callees } = spec;
    if (this.#style.guided && data.length + callees.length > 0)
      choices.push({
        weight: 6,
        arbitrary: fc
          .tuple(acts(data, callees.map(this.#invoked), this.#any), this.#answers(spec.returns, tables))
          .map(([done, answer]): TaggedValue => ({ $function: { acts: done, ...answer } })),
      });
    const failing: TaggedValue =
      spec.returns.kind === 'promise' ? { $rejection: 'stub failed' } : { $throw: 'stub failed' };
    choices.push({
      weight: this.#style.guided ? 1 : 0,
      arbitrary: fc.constant<TaggedValue>({ $function: { results: [failing] } }),
    });
    return fc.oneof(...choices.filter(({ weight }) => weight > 0));
  }

  readonly #invoked = ({ parameter, member, isInside, takes, leaves }: Callee): Invoked => {
    const listOf = (specs: readonly Spec[]): fc.Arbitrary<TaggedValue[]> =>
      fc.tuple(...specs.map((spec) => this.value(spec)));
    const path = member === undefined ? [] : [member];
    return {
      parameter,
      path,
      isInside: isInside === true,
      args: listOf(takes),
      more: leaves && listOf(leaves),
    };
  };

  /** What a callback gives that has done its work: nothing, where it may. */
  #answers(returns: Spec, tables: Values): fc.Arbitrary<{ readonly results: TaggedValue }> {
    if (mayBeUndefined(returns)) return fc.constant({ results: [UNDEFINED] });
    return tables.map((table) => (table as { $function: { results: TaggedValue } }).$function);
  }

  #bigints(): bigint[] {
    const whole = this.#style.harvest.numbers.filter((n) => Number.isSafeInteger(n)).map(BigInt);
    return [...new Set([0n, 1n, ...whole.flatMap((n) => [n - 1n, n, n + 1n, -n])])];
  }

  #dates(): Values {
    const days = fc.constantFrom(
      0,
      1_709_164_800_000,
      1_704_067_199_999,
      1_711_846_800_000,
      1_700_000_000_000,
    );
    const near = fc
      .tuple(days, fc.constantFrom(-86_400_000, -1, 0, 1, 3_600_000, 86_400_000))
      .map(([day, shift]) => new Date(day + shift));
    const wide = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
    const all = this.#style.extreme
      ? fc.oneof(near, wide, fc.constant(new Date(Number.NaN)))
      : this.#style.tiny
        ? near
        : fc.oneof(near, wide);
    return all.map((date) => ({ $date: Number.isNaN(+date) ? null : date.toISOString() }));
  }
}

/** Callbacks that may change what their types leave open, beside data of that kind. */
function recipesOf({ parameters }: Signature): readonly (Recipe | null)[] {
  const specs = parameters.map(({ spec }) => spec);
  const hasData = specs.some(({ kind }) => kind === 'any' || kind === 'token');
  return specs.map((spec) => {
    if (
      !hasData ||
      spec.kind !== 'function' ||
      spec.isQuestion ||
      spec.isTrace ||
      spec.isOrder ||
      spec.isEquality
    )
      return null;
    const [argument] = spec.data;
    return argument === undefined ? null : { argument, mayBeSilent: mayBeUndefined(spec.returns) };
  });
}

function saysNothing(spec: Spec): boolean {
  return (
    spec.kind === 'constant' &&
    (spec.value === null || spec.value === '' || isTagged(spec.value, '$undefined'))
  );
}

function mayBeUndefined(spec: Spec): boolean {
  return (
    spec.kind === 'any' ||
    spec.kind === 'token' ||
    alternatives(spec).some((one) => one.kind === 'constant' && isTagged(one.value, '$undefined'))
  );
}

function silenced(stub: TaggedValue): TaggedValue {
  return {
    $function: {
      ...(stub as { $function: Readonly<Record<string, TaggedValue>> }).$function,
      question: true,
    },
  };
}

/** A table that gives the same for every argument is one result. */
function withoutRepeats(results: readonly TaggedValue[]): readonly TaggedValue[] {
  return new Set(results.map((one) => JSON.stringify(one))).size === 1 ? results.slice(0, 1) : results;
}

/** A primitive as it stands in a template literal. */
function textOf(value: TaggedValue | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A plain object whose only key looks like a tag must say that it is none. */
function guardTag(object: Readonly<Record<string, TaggedValue>>): TaggedValue {
  return tagOf(object) === null ? object : { $object: Object.entries(object) };
}

function alternatives(spec: Spec): readonly Spec[] {
  return spec.kind === 'union' ? spec.of : [spec];
}

function refers(spec: Spec): boolean {
  switch (spec.kind) {
    case 'reference':
      return true;
    case 'union':
    case 'tuple':
      return spec.of.some(refers);
    case 'array':
    case 'set':
    case 'promise':
    case 'asyncIterable':
      return refers(spec.of);
    case 'object':
      return spec.fields.some(({ spec: field }) => refers(field));
    case 'record':
    case 'map':
      return refers(spec.key) || refers(spec.value);
    case 'function':
      return refers(spec.returns);
    default:
      return false;
  }
}
