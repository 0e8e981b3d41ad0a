package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request: an operation's name and its body. */
record Call(String operation, ObjectNode body) {
  @Override
  public String toString() {
    return operation + " " + body;
  }
}
