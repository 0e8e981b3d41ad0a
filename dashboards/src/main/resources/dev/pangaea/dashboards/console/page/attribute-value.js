/**
 * Attribute values between DynamoDB JSON ({"N": "7"}) and plain JSON (7). Numbers keep all their digits. What plain JSON has no
 * word for, sets and binary, stays in DynamoDB JSON inside plain JSON.
 */
import { Digits, readJson } from "./json-text.js";

const KINDS = ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"];
const TYPED_IN_PLAIN = ["B", "SS", "NS", "BS"];

function kindOf(value) {
  const names = value !== null && typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : [];
  return names.length === 1 && KINDS.includes(names[0]) ? names[0] : null;
}

/** An item in DynamoDB JSON as plain JSON text; null if plain JSON could be read as another item. */
export function plainText(item) {
  try {
    return indented(Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toPlain(value)])), "");
  } catch (failure) {
    if (failure instanceof Ambiguous) {
      return null;
    }
    throw failure;
  }
}

class Ambiguous extends Error {}

function toPlain(value) {
  const kind = kindOf(value);
  switch (kind) {
    case "S":
      return value.S;
    case "N":
      return new Digits(value.N);
    case "BOOL":
      return value.BOOL;
    case "NULL":
      return null;
    case "L":
      return value.L.map(toPlain);
    case "M": {
      const names = Object.keys(value.M);
      if (names.length === 1 && TYPED_IN_PLAIN.includes(names[0])) {
        throw new Ambiguous();
      }
      return Object.fromEntries(Object.entries(value.M).map(([name, each]) => [name, toPlain(each)]));
    }
    default:
      return value;
  }
}

function indented(value, margin) {
  const inner = `${margin}  `;
  if (value instanceof Digits) {
    return value.text;
  }
  if (value === null || typeof value !== "object") {
    return JSON.stringify(value);
  }
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Array.isArray(value)
    ? value.map(each => inner + indented(each, inner))
    : Object.entries(value).map(([name, each]) => `${inner}${JSON.stringify(name)}: ${indented(each, inner)}`);
  return parts.length === 0 ? open + close : `${open}\n${parts.join(",\n")}\n${margin}${close}`;
}

/**
 * Reads an item from text.
 *
 * @param format "plain" or "dynamodb"
 * @returns {item} in DynamoDB JSON, or {error} that says what is wrong where
 */
export function itemOf(source, format) {
  const { value, error } = readJson(source);
  if (error) {
    return { error };
  }
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Digits) {
    return { error: "An item is an object: { \u2026 }." };
  }
  try {
    return { item: Object.fromEntries(Object.entries(value).map(([name, each]) => [name, format === "plain" ? fromPlain(each) : checked(each, name)])) };
  } catch (failure) {
    return { error: failure.message };
  }
}

function fromPlain(value) {
  if (value === null) {
    return { NULL: true };
  }
  if (value instanceof Digits) {
    return { N: value.text };
  }
  if (typeof value === "string") {
    return { S: value };
  }
  if (typeof value === "boolean") {
    return { BOOL: value };
  }
  if (Array.isArray(value)) {
    return { L: value.map(fromPlain) };
  }
  const kind = kindOf(value);
  if (TYPED_IN_PLAIN.includes(kind)) {
    return checked(value, kind);
  }
  return { M: Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fromPlain(each)])) };
}

/** The value if it is DynamoDB JSON; else an error that names the attribute. */
function checked(value, name) {
  const kind = kindOf(value);
  const wrong = wanted => new Error(`"${name}": ${wanted}`);
  if (kind === null) {
    throw wrong(`DynamoDB JSON has one of ${KINDS.join(", ")} around each value, as in {"S": "text"}.`);
  }
  const inner = value[kind];
  const texts = Array.isArray(inner) && inner.every(each => typeof each === "string");
  if (["S", "N", "B"].includes(kind) && typeof inner !== "string") {
    throw wrong(`the value of ${kind} is a string${kind === "N" ? ', numbers too: {"N": "7"}' : ""}.`);
  }
  if (kind === "BOOL" && typeof inner !== "boolean") {
    throw wrong("the value of BOOL is true or false.");
  }
  if (kind === "NULL" && inner !== true) {
    throw wrong("the value of NULL is true.");
  }
  if (["SS", "NS", "BS"].includes(kind) && !texts) {
    throw wrong(`the value of ${kind} is a list of strings.`);
  }
  if (kind === "L") {
    if (!Array.isArray(inner)) {
      throw wrong("the value of L is a list.");
    }
    return { L: inner.map(each => checked(each, name)) };
  }
  if (kind === "M") {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner) || inner instanceof Digits) {
      throw wrong("the value of M is an object.");
    }
    return { M: Object.fromEntries(Object.entries(inner).map(([each, of]) => [each, checked(of, `${name}.${each}`)])) };
  }
  return value;
}

export const dynamoText = item => JSON.stringify(item, null, 2);

/** A value on one line, as short as it can be read. */
export function brief(value) {
  const kind = kindOf(value);
  switch (kind) {
    case "S":
      return JSON.stringify(value.S);
    case "N":
      return value.N;
    case "BOOL":
      return String(value.BOOL);
    case "NULL":
      return "null";
    case "L":
      return `[${value.L.map(brief).join(", ")}]`;
    case "M":
      return `{${Object.entries(value.M).map(([name, each]) => `${name}: ${brief(each)}`).join(", ")}}`;
    case "SS":
      return `set of ${value.SS.map(each => JSON.stringify(each)).join(", ")}`;
    case "NS":
      return `set of ${value.NS.join(", ")}`;
    case "BS":
      return `set of ${value.BS.length} binaries`;
    case "B":
      return `binary ${value.B}`;
    default:
      return JSON.stringify(value);
  }
}

/** Text that is equal for equal values, in whatever order a set or a map has come. */
export function canonical(value) {
  const kind = kindOf(value);
  if (kind === "L") {
    return `L[${value.L.map(canonical).join()}]`;
  }
  if (kind === "M") {
    return `M{${Object.keys(value.M).sort().map(name => `${JSON.stringify(name)}:${canonical(value.M[name])}`).join()}}`;
  }
  return kind?.endsWith("S") && kind !== "S" ? `${kind}${JSON.stringify([...value[kind]].sort())}` : JSON.stringify(value);
}
