import { compareText, groupBy } from '@bebug/core';

/** Words that stand for each other in names of variables, parameters, members and files; each line is one meaning. */
const MEANINGS = `
item entry element member
items entries elements members
list series sequence batch
count amount quantity
total sum aggregate
result outcome answer
results outcomes answers
value datum content
values data contents
key label tag
keys labels tags
name title caption
names titles captions
first head leading
last tail final
start begin opening
end finish closing
index position place
indexes positions places
offset shift displacement
size extent capacity
left near
right far
low floor minimum
high ceiling maximum
min lowest smallest
max highest largest
buffer chunk block
text prose passage
string phrase
word token term
words tokens terms
part piece portion
parts pieces portions
line row record
lines rows records
node vertex point
nodes vertices points
child descendant
children descendants
parent ancestor
queue backlog waiting
stack pile heap
map table lookup
cache store memory
options settings preferences
config setup configuration
error failure problem
err fault
errors failures problems
message notice remark
callback handler listener
fn action routine
args params arguments
input source origin
output target sink
data payload material
response reply
request query demand
url address link
path route trail
file document
dir folder directory
time moment instant
now present
delay pause wait
timeout deadline
retries attempts tries
attempt turn
current present active
next following upcoming
previous former earlier
prev former
old former stale
new fresh recent
length span
width breadth
height depth
char letter symbol
chars letters symbols
code cipher
number figure
num figure
digit numeral
digits numerals
state condition status
status state
flag marker
other second counterpart
a p
b q
c r
d u
e w
f g
g h
i k
j l
k i
l j
m n
n m
p a
q b
r s
s t
t v
u d
v z
w e
x u
y v
z w
id ident handle
ids idents handles
user person
price cost
step stride
limit bound cap
pos cursor
match hit
matches hits
group cluster bucket
groups clusters buckets
range interval stretch
seen visited known
found located
acc running
pattern template
field column attribute
fields columns attributes
type kind sort
types kinds sorts
mode manner
level tier degree
depth nesting
weight load
score mark rating
rate pace
ratio proportion
mean average
median middle
mid centre
date day
days dates
body trunk
header heading
headers headings
root base
leaf tip
edge border
page sheet
pages sheets
task job
tasks jobs
worker agent
event signal
events signals
signal cue
promise pending
resolve settle
reject refuse
timer clock
abort cancel
parse read
format render
encode pack
decode unpack
merge combine
split divide
sort arrange
filter sift
normalize regularize
normalise regularise
validate check
compute derive
create make build
make build create
build create make
compare contrast
copy clone duplicate
helper aid
util tool
utils tools
prefix lead
suffix trailer
separator divider
delimiter divider
scale factor
sample specimen
samples specimens
lru recency
semaphore turnstile
lock latch
window frame
initials monogram
attachment enclosure
attachments enclosures
reader loader
writer printer
debouncer settler
emitter dispatcher
merger joiner
inventory stock
search lookup
latest newest
lazy deferred
connection channel
connections channels
ledger journal
money funds
splitter divider
paginator pager
priority urgency
limiter throttle
retry reattempt
ring circular
session visit
verifier checker
validator checker
shopping purchase
cart basket
static fixed
resolver locator
wrapper folder
refresher renewer
usage consumption
meter gauge
repository registry
webhook callback
customer client
client caller
server host
service facility
manager keeper
controller steward
provider supplier
factory maker
builder maker
parser interpreter
formatter renderer
scheduler planner
logger recorder
counter tally
iterator walker
collection assembly
array vector
object thing
property trait
properties traits
function routine
event occurrence
stream flow
position location
order purchase
product article
account profile
balance remainder
transfer movement
payment remittance
intervals ranges stretches
ranges intervals stretches
gap hole opening
gaps holes openings
merged joined united
sorted ordered arranged
shared common mutual
change move
changes moves
open pending unsettled
peak top summit
candidate contender
candidates contenders
needed required
missing absent lacking
available spare
allowed permitted
expected wanted foreseen
wanted sought
matched paired
rest remainder
remaining leftover
added gained
removed dropped
changed altered
updated refreshed
pending outstanding
active running
ready prepared
done finished
empty vacant
full complete
valid sound
invalid unsound
check probe
test trial
rule law
rules laws
policy doctrine
plan scheme
unit measure
units measures
month moon
year annum
hour stint
minute tick
second other
amount quantity
cents coins
bytes octets
byte octet
bits flags
bit flag
key label
hash digest
digest hash
secret password
token pass
session visit
role rank
owner holder
target aim
semver version
version release
`;

/** Word → the others of its meaning, from its line's first to its last; a word's first line counts. */
const OTHERS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ...groupBy(
      MEANINGS.trim()
        .split('\n')
        .flatMap((line) => line.split(' ').map((word, _, words) => ({ word, words }))),
      ({ word }) => word,
    ),
  ].map(([word, [first]]) => [word, first!.words.filter((other) => other !== word)]),
);

/** Words that say nothing new and fit before any name. */
const BEFORE = ['given', 'current', 'chosen', 'actual', 'own'];

/**
 * Other names for what is called `name`, in its style (`fooBar`, `FooBar`, `FOO_BAR`, `foo_bar`, `foo-bar`), the most alike
 * first: one word replaced, then all that can be. Empty where no word has another.
 */
export function synonymsOf(name: string): string[] {
  const [, lead, stem, trail] = /^([_$#]*)(.*?)([\d_$]*)$/u.exec(name)!;
  const words = wordsOf(stem!);
  const choices = words.map((word) => OTHERS.get(word.toLowerCase()) ?? []);
  const found = new Set<string>();
  const add = (changed: readonly string[]): void => void found.add(lead! + inStyle(changed, stem!) + trail!);
  for (const [index, others] of choices.entries()) for (const other of others) add(words.with(index, other));
  if (choices.filter(({ length }) => length > 0).length > 1)
    add(words.map((word, index) => choices[index]![0] ?? word));
  found.delete(name);
  return [...found];
}

/**
 * The same for a name that is to be recognised no more: every word replaced that can be, in an order that `luck` decides; only
 * then what `synonymsOf` says, and a word put before it.
 */
export function disguisesOf(name: string, luck: (other: string) => string): string[] {
  const [, lead, stem, trail] = /^([_$#]*)(.*?)([\d_$]*)$/u.exec(name)!;
  const words = wordsOf(stem!);
  const choices = words.map((word) => OTHERS.get(word.toLowerCase()) ?? [word]);
  const most = Math.max(...choices.map(({ length }) => length));
  const whole = Array.from({ length: most }, (_, turn) =>
    choices.map((others) => others[turn % others.length]!),
  );
  const names = whole.map((changed) => lead! + inStyle(changed, stem!) + trail!);
  const inOrder = names.sort((a, b) => compareText(luck(a), luck(b)));
  const prefixed = BEFORE.map((word) => lead! + inStyle([word, ...words], stem!) + trail!);
  const rest = [...synonymsOf(name), ...prefixed.sort((a, b) => compareText(luck(a), luck(b)))];
  return [...new Set([...inOrder, ...rest])].filter((other) => other !== name);
}

/** `parseHTTPUrl` → `parse`, `HTTP`, `Url`. */
function wordsOf(stem: string): string[] {
  return stem.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+|[^\p{L}\d_$-]+/gu) ?? [stem];
}

function inStyle(words: readonly string[], model: string): string {
  if (/^[\p{Lu}\d_]+$/u.test(model) && model.length > 1) return words.join('_').toUpperCase();
  const separator = /[-_]/u.exec(model)?.[0];
  if (separator !== undefined) return words.join(separator).toLowerCase();
  const capital = (word: string): string =>
    /^\p{Lu}+$/u.test(word) ? word : word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
  const [first, ...rest] = words;
  const isCapital = /^\p{Lu}/u.test(model);
  return (isCapital ? capital(first!) : first!.toLowerCase()) + rest.map(capital).join('');
}
