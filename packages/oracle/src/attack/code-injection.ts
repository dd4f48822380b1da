import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const CALL = 'bebugRan()';
const FORMS = [
  CALL,
  `;${CALL};`,
  `1;${CALL}`,
  `1,${CALL}`,
  `1+${CALL}`,
  `');${CALL};//`,
  `");${CALL};//`,
  `'+${CALL}+'`,
  `"+${CALL}+"`,
  `\${${CALL}}`,
  `\`+${CALL}+\``,
  `{{${CALL}}}`,
  `<%= ${CALL} %>`,
  `<% ${CALL} %>`,
  `(function(){${CALL}})()`,
  `(()=>${CALL})()`,
  `constructor.constructor('${CALL}')()`,
  `a[${CALL}]`,
  `a){}${CALL};if(0`,
  `x=${CALL}`,
  `}${CALL};{`,
];
/** Serialised functions, as the usual packages write them. */
const SERIALISED = [
  `{"a":"_$$ND_FUNC$$_function(){${CALL}}()"}`,
  `{"a":{"$function":"function(){${CALL}}"}}`,
  `{"a":{"__js_function":"function(){${CALL}}"}}`,
  `{"$type":"function","body":"${CALL}"}`,
  `{"type":"function","value":"${CALL}"}`,
  `{"$eval":"${CALL}"}`,
  `{"__proto__":{"toString":"${CALL}"}}`,
  `{"a":${CALL}}`,
  `!!js/function "function(){${CALL}}()"`,
  `!!js/function >\n  function(){${CALL}}`,
  `a: !!js/function "function(){${CALL}}"`,
  `({a:${CALL}})`,
];

/** An outsider's text that is run as code (CWE-94, 95), or revived as a function (CWE-502): the global `bebugRan` was called. */
export const codeInjection: AttackKit = {
  covers: ['code-injection', 'insecure-deserialization'],
  attempts: ({ benign, requests }) =>
    oneByOne([
      ...requests,
      ...FORMS,
      ...SERIALISED,
      ...benign.slice(0, 2).flatMap((stem) => FORMS.slice(0, 9).map((form) => stem + form)),
    ]),
  effect: (answers) => (recordsOf(answers, 'evaluated').length > 0 ? "the outsider's code was run" : null),
};
