package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeValuesTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private final FakeRegion region = new FakeRegion().table("T");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void everyTypeComesBackInItsOneForm() {
    assertThat(
            kept(
                "{'L':[{'S':''},{'N':'1.0'},{'N':'-0'},{'N':'1e3'},{'B':''},{'B':'AP8='},"
                    + "{'BOOL':false},{'NULL':true},{'M':{}},{'L':[]},"
                    + "{'SS':['b','a','']},{'NS':['2','1']},{'BS':['AA==']}]}"))
        .isEqualTo(
            "{'L':[{'S':''},{'N':'1'},{'N':'0'},{'N':'1000'},{'B':''},{'B':'AP8='},"
                + "{'BOOL':false},{'NULL':true},{'M':{}},{'L':[]},"
                + "{'SS':['','a','b']},{'NS':['1','2']},{'BS':['AA==']}]}");
  }

  @Test
  void ofMembersOfOneNameTheLastCounts() {
    assertThat(kept("{'S':'a','S':'b'}")).isEqualTo("{'S':'b'}");
    assertThat(kept("{'M':{'a':{'S':'1'},'a':{'S':'2'}}}")).isEqualTo("{'M':{'a':{'S':'2'}}}");
  }

  @Test
  void setsAreNeitherEmptyNorRedundant() {
    assertThat(message("{'SS':[]}")).isEqualTo(INVALID + "An string set  may not be empty");
    assertThat(message("{'NS':[]}")).isEqualTo(INVALID + "An number set  may not be empty");
    assertThat(message("{'BS':[]}")).isEqualTo(INVALID + "Binary sets should not be empty");
    assertThat(message("{'SS':['a','a']}"))
        .isEqualTo(INVALID + "Input collection [a, a] contains duplicates.");
    assertThat(message("{'NS':['1','1.0']}")).contains("contains duplicates");
    assertThat(message("{'BS':['AA==','AA==']}")).contains("contains duplicates");
  }

  @Test
  void aValueHasJustOneType() {
    assertThat(message("{}"))
        .isEqualTo(
            "Supplied AttributeValue is empty, must contain exactly one of the supported"
                + " datatypes");
    assertThat(message("{'S':'a','N':'1'}"))
        .isEqualTo(
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                + " the supported datatypes");
    assertThat(message("{'NULL':false}"))
        .isEqualTo(INVALID + "Null attribute value types must have the value of true");
    assertThat(message("{'M':{'':{'S':'a'}}}")).contains("Empty attribute name");
  }

  @ParameterizedTest
  @CsvSource({
    "1e126,Number overflow. Attempting to store a number with magnitude larger than supported range",
    "1E999999999,Number overflow. Attempting to store a number with magnitude larger than supported range",
    "1e-131,Number underflow. Attempting to store a number with magnitude smaller than supported range",
    "123456789012345678901234567890123456789,Attempting to store more than 38 significant digits in a Number",
    "NaN,The parameter cannot be converted to a numeric value: NaN",
    "1e,The parameter cannot be converted to a numeric value: 1e",
    "0x1,The parameter cannot be converted to a numeric value: 0x1"
  })
  void numbersHaveBounds(String number, String message) {
    assertThat(message("{'N':'" + number + "'}")).isEqualTo(message);
    assertThat(message("{'NS':['" + number + "']}")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'S':1}|NUMBER_VALUE cannot be converted to String",
        "{'S':1.5}|DECIMAL_VALUE cannot be converted to String",
        "{'S':true}|TRUE_VALUE cannot be converted to String",
        "{'S':{}}|Start of structure or map found where not expected",
        "{'S':[]}|Unrecognized collection type class java.lang.String",
        "{'N':1}|NUMBER_VALUE cannot be converted to String",
        "{'BOOL':'true'}|Unexpected token received from parser",
        "{'BOOL':1}|NUMBER_VALUE cannot be converted to Boolean",
        "{'BOOL':1.5}|DECIMAL_VALUE cannot be converted to Boolean",
        "{'SS':'a'}|Unexpected field type",
        "{'SS':{}}|Start of structure or map found where not expected",
        "{'SS':[1]}|NUMBER_VALUE cannot be converted to String",
        "{'M':'a'}|Unexpected field type",
        "{'L':['a']}|Unexpected value type in payload",
        "'a'|Unexpected value type in payload",
        "[]|Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue",
        "{'B':'AAA'}|Base64 encoded length is expected a multiple of 4 bytes but found: 3",
        "{'B':'AAB='}|Invalid last non-pad Base64 character dectected",
        "{'B':'AB=='}|Invalid last non-pad Base64 character dectected",
        "{'B':'A%AA'}|Invalid Base64 character: '%'"
      })
  void wrongJsonTypesAreTold(String value, String message) {
    Failure failure = caller.failure("PutItem", request(value));
    assertThat(failure.kind()).isEqualTo(ErrorKind.SERIALIZATION);
    assertThat(failure.message().orElseThrow().replace("\"", "'")).isEqualTo(message);
  }

  @Test
  void valuesNestThirtyOneTimesAndNoDeeper() {
    assertThat(kept(nested(31))).isEqualTo(nested(31));
    assertThat(message(nested(32)))
        .isEqualTo(
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                + " levels beyond supported limit");
  }

  @Test
  void halfASurrogatePairIsNoText() {
    String half = "\\ud83d";
    assertThat(caller.failure("PutItem", request("{'S':'" + half + "'}")).kind())
        .isEqualTo(ErrorKind.SERIALIZATION);
    assertThat(caller.failure("PutItem", request("{'M':{'" + half + "':{'S':'a'}}}")).kind())
        .isEqualTo(ErrorKind.SERIALIZATION);
    assertThat(kept("{'S':'\\ud83d\\ude00'}")).isEqualTo("{'S':'😀'}");
  }

  private static String nested(int times) {
    return "{'L':[".repeat(times) + "{'S':'a'}" + "]}".repeat(times);
  }

  private static String request(String value) {
    return "{'TableName':'T','Item':{'p':{'S':'a'},'x':" + value + "}}";
  }

  private String message(String value) {
    return caller.message("PutItem", request(value));
  }

  private String kept(String value) {
    caller.call("PutItem", request(value));
    String reply = caller.call("GetItem", "{'TableName':'T','Key':{'p':{'S':'a'}}}");
    String before = "{'Item':{'p':{'S':'a'},'x':";
    assertThat(reply).startsWith(before).endsWith("}}");
    return reply.substring(before.length(), reply.length() - 2);
  }
}
