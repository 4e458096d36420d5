"""A boto3 client of the simulator which checks, against botocore's own model, every answer that it gets."""

import json
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from shapes import mistakes


class Service:
    def __init__(self, url, report):
        self.url = url
        self.report = report
        self.client = self._client()
        # These check no members before they send them, and wait for no answer that will not come.
        self.unchecking = self._client(parameter_validation=False)
        self.impatient = self._client(read_timeout=2)
        self.model = self.client.meta.service_model
        # What has happened so far: for each operation the errors that were seen, and the members that were sent and taken.
        self.seen = {}
        self.sent = {}

    def model_of(self, operation):
        return self.model.operation_model(operation)

    def answer(self, operation, **members):
        """The parsed answer to a request that must succeed."""
        raw = {}
        try:
            answer = _called(self.client, operation, members, raw)
        except ClientError as error:
            raise AssertionError(f"{operation} was refused: {error}") from error
        finally:
            # Also when boto3 cannot read what came: this says why.
            if raw.get("status_code", 500) < 300:
                problems = list(self._problems_of_success(operation, raw))
                self.report(operation, "answers in the shape of the model", problems)
        self.sent.setdefault(operation, set()).update(members)
        return {name: value for name, value in answer.items() if name != "ResponseMetadata"}

    def refusal(self, operation, code, why, unmodelled=False, by_client=True, **members):
        """Checks the error which a request must get, `why` says for what. Without `by_client`, boto3 does not check members."""
        raw = {}
        try:
            _called(self.client if by_client else self.unchecking, operation, members, raw)
        except ClientError as error:
            problems = list(self._problems_of_refusal(operation, code, unmodelled, error, raw))
        else:
            problems = ["was not refused"]
        self.report(operation, f"refuses {why} with {code}", problems)
        if not problems:
            self.seen.setdefault(operation, set()).add(code)

    def control(self, method, path, body=None):
        """A request to the simulator's own interface."""
        request = urllib.request.Request(
            f"{self.url}/_simulator{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            content = response.read()
        return json.loads(content) if content else None

    def call(self, operation, impatient=False, **members):
        """The parsed answer, without a check."""
        return _called(self.impatient if impatient else self.client, operation, members, {})

    def now(self):
        """Seconds since the epoch on the simulator's clock."""
        return self.control("GET", "/health")["now"] / 1000

    def _client(self, **config):
        timeouts = {"connect_timeout": 10, "read_timeout": 10}
        return boto3.client(
            "connect",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="any",
            aws_secret_access_key="any",
            config=Config(retries={"total_max_attempts": 1}, **{**timeouts, **config}),
        )

    def _problems_of_success(self, operation, raw):
        if raw["status_code"] != 200:
            yield f"HTTP status {raw['status_code']}"
        yield from _problems_of_headers(raw)
        shape = self.model_of(operation).output_shape
        body = json.loads(raw["body"]) if raw["body"] else {}
        if shape is not None:
            yield from mistakes(body, shape)
        elif body != {}:
            yield f"the model has no output, but the body is {body}"

    def _problems_of_refusal(self, operation, code, unmodelled, error, raw):
        response, model = error.response, self.model_of(operation)
        if response["Error"]["Code"] != code:
            yield f"Error.Code is {response['Error']['Code']}: {response['Error'].get('Message')}"
            return
        yield from _problems_of_headers(raw)
        modelled = {shape.name for shape in model.error_shapes}
        if (code in modelled) == unmodelled:
            yield f"the model's errors of this operation are {', '.join(sorted(modelled))}"
        shape = self.model.shape_for(code)
        status = response["ResponseMetadata"]["HTTPStatusCode"]
        if status != shape.metadata["error"]["httpStatusCode"]:
            yield f"HTTP status {status}, in the model {shape.metadata['error']['httpStatusCode']}"
        if type(error).__name__ != code:
            yield f"boto3 raises {type(error).__name__}"
        if not response["Error"].get("Message"):
            yield "Error.Message is empty"
        yield from mistakes(json.loads(raw["body"]), shape)


def _called(client, operation, members, raw):
    """Sends the request; `raw` becomes the answer as it came, before botocore reads it."""
    keep = lambda response_dict, **_: raw.update(response_dict)
    client.meta.events.register("before-parse.connect", keep)
    try:
        mapping = client.meta.method_to_api_mapping
        method = next(name for name, api in mapping.items() if api == operation)
        return getattr(client, method)(**members)
    finally:
        client.meta.events.unregister("before-parse.connect", keep)


def _problems_of_headers(raw):
    headers = {name.lower(): value for name, value in raw["headers"].items()}
    if not headers.get("x-amzn-requestid"):
        yield "no x-amzn-RequestId"
    if headers.get("content-type") != "application/json":
        yield f"content-type is {headers.get('content-type')}"
