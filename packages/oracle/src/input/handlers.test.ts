import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import type { Callee, Field, Spec } from './spec.ts';
import { exportTargets } from './targets.ts';

const project = await smallProject({
  'plugin.js': `
    /** @param {any} app */
    exports.plugin = function (app) {
      app.addHook('onRoute', (route) => {
        const hook = guard(app);
        if (Array.isArray(route.hooks)) route.hooks.push(hook);
        else route.hooks = [hook];
        return (id) => id.trim();
      });
      app.on({ message: (err, text) => { if (err) throw err; text.trim(); } });
    };
    function guard(app) {
      return async (request) => app.allows(request.ip.trim());
    }
  `,
  'typed.ts': `
    interface Source { listen(listener: (count: number) => void): void; send(payload: unknown): void }
    export function count(source: Source): void { source.listen((n) => source.send({ done: () => n })); }
    export class Reader {
      next(): void {}
      /** @internal */
      reset(): void {}
      private step(): void {}
    }
    export function reading(options: { onStart: (reader: Reader) => void }): void { options.onStart(new Reader()); }
    export function kinds(channel: BroadcastChannel, kind: string): () => void {
      return () => { channel.addEventListener('message', (event: MessageEvent) => { if (event.data.kind === kind) channel.close(); }); };
    }
  `,
});

function firstParameter(file: string, name: string): readonly Field[] {
  const target = exportTargets(project, project.sourceFile(file), false).find(
    (one) => one.target.name === name,
  );
  const spec = target?.callable.signatures[0]!.parameters[0]!.spec;
  return spec?.kind === 'object' ? spec.fields : [];
}

function calleesOf(fields: readonly Field[], name: string): readonly Callee[] {
  const spec = fields.find((field) => field.name === name)?.spec;
  return spec?.kind === 'function' ? spec.callees : [];
}

const object = (...fields: readonly (readonly [name: string, spec: Spec, optional: boolean])[]): Spec => ({
  kind: 'object',
  fields: fields.map(([name, spec, optional]) => ({ name, spec, optional })),
});
const string: Spec = { kind: 'string' };

test('what untyped code hands over is called with what it takes, and so is what comes of the call', () => {
  const app = firstParameter('plugin.js', 'plugin');
  const [hook] = calleesOf(app, 'addHook');
  expect(hook).toMatchObject({ parameter: 1, takes: [{ kind: 'object', fields: [{ name: 'hooks' }] }] });
  const address: Spec = { kind: 'string', format: 'address' };
  expect(hook!.leaves).toEqual([{ kind: 'union', of: [string, object(['ip', address, false])] }]);
});

test('members of an object that is handed over are called each with its own; an error may be none', () => {
  const [message] = calleesOf(firstParameter('plugin.js', 'plugin'), 'on');
  expect(message).toMatchObject({ parameter: 0, member: 'message', leaves: null });
  expect(message!.takes).toEqual([{ kind: 'constant', value: null }, string]);
});

test('what typed code hands over is called with what the type says, and functions inside a payload are called, too', () => {
  const source = firstParameter('typed.ts', 'count');
  expect(calleesOf(source, 'listen')).toEqual([{ parameter: 0, takes: [{ kind: 'number' }], leaves: null }]);
  expect(calleesOf(source, 'send')).toEqual([{ parameter: 0, isInside: true, takes: [], leaves: null }]);
});

test('an object of the platform is as much of it as the code uses, and its payload what the code does with that', () => {
  const channel = firstParameter('typed.ts', 'kinds');
  expect(channel.map(({ name }) => name).sort()).toEqual(['addEventListener', 'close']);
  const listener = calleesOf(channel, 'addEventListener').find(({ parameter }) => parameter === 1);
  expect(listener?.takes).toEqual([object(['data', object(['kind', string, true]), false])]);
});

test('an object that is handed over is called by its public methods', () => {
  const start = calleesOf(firstParameter('typed.ts', 'reading'), 'onStart');
  expect(start.map(({ member }) => member)).toEqual(['next']);
});
