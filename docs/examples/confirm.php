<?php
/**
 * Tells UTM Dispatcher what the shop knows of an order. PHP 8.0 or newer, no extension but openssl for https.
 *
 *   echo '{"transaction_id": "A-17", "status": "paid", "value": "1250.50", "currency": "UAH"}' | php confirm.php
 *
 * Reads UTM_DISPATCHER_URL, UTM_DISPATCHER_SITE and UTM_DISPATCHER_TOKEN (scope `ingest`) from the environment.
 * Ends with 0 when the order is taken, 1 when it is refused, 2 when it has to be said again later.
 */
declare(strict_types=1);

const ATTEMPTS = 3;
const TIMEOUT_S = 10;

/** The answer said no: saying the same again is of no use. */
class Refused extends RuntimeException {}

/** What `tracker.attribution()` gave in the browser, as the form brought it: a stranger may have written anything. */
function who_placed(mixed $attribution): array
{
    $said = is_string($attribution) ? json_decode($attribution, true) : null;
    $known = [];
    foreach (['visitor_id', 'session_id'] as $name) {
        $id = is_array($said) ? $said[$name] ?? null : null;
        if (is_string($id) && $id !== '' && strlen($id) <= 128) {
            $known[$name] = $id;
        }
    }
    return $known;
}

/** One request: its status (0 when there was no answer) and its body. */
function put(string $url, string $body): array
{
    $headers = ['Authorization: Bearer ' . getenv('UTM_DISPATCHER_TOKEN'), 'Content-Type: application/json'];
    $http = ['method' => 'PUT', 'header' => $headers, 'content' => $body, 'timeout' => TIMEOUT_S, 'ignore_errors' => true];
    $stream = @fopen($url, 'r', false, stream_context_create(['http' => $http]));
    if ($stream === false) {
        return [0, error_get_last()['message'] ?? 'no answer'];
    }
    $head = stream_get_meta_data($stream)['wrapper_data'];
    $answer = (string) stream_get_contents($stream);
    fclose($stream);
    return [(int) explode(' ', $head[0])[1], $answer];
}

/**
 * @param array $order transaction_id, status, value and currency; refunded, ts and items where known;
 *   attribution as text
 * @return array the order as it stands now, and what brought it
 * @throws Refused, or another RuntimeException when it has to be said again
 */
function confirm_order(array $order): array
{
    $said = array_diff_key($order, ['transaction_id' => 1, 'attribution' => 1]);
    $body = ['site' => getenv('UTM_DISPATCHER_SITE')] + $said + who_placed($order['attribution'] ?? null);
    $url = getenv('UTM_DISPATCHER_URL') . '/api/orders/' . rawurlencode($order['transaction_id']);
    for ($attempt = 1; ; $attempt++) {
        [$status, $answer] = put($url, json_encode($body, JSON_THROW_ON_ERROR));
        if ($status >= 200 && $status < 300) {
            return json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
        }
        if ($status >= 400 && $status < 500 && $status !== 429) {
            throw new Refused("$status $answer");
        }
        if ($attempt === ATTEMPTS) {
            throw new RuntimeException("$status $answer");
        }
        sleep($attempt);
    }
}

if (realpath($_SERVER['SCRIPT_FILENAME'] ?? '') === __FILE__) {
    $order = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
    try {
        echo json_encode(confirm_order($order), JSON_UNESCAPED_UNICODE), "\n";
    } catch (RuntimeException $problem) {
        fwrite(STDERR, $problem->getMessage() . "\n");
        exit($problem instanceof Refused ? 1 : 2);
    }
}
