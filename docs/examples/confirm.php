<?php
/**
 * Sends to UTM Dispatcher what the shop knows of an order. PHP 8.0 or newer, and for https the extension openssl.
 *
 *   echo '{"transaction_id": "A-17", "status": "paid", "value": "1250.50", "currency": "UAH"}' | php confirm.php
 *
 * Reads UTM_DISPATCHER_URL, UTM_DISPATCHER_SITE and UTM_DISPATCHER_TOKEN (scope `ingest`) from the environment.
 * Exit code: 0 if the order was accepted, 1 if it was refused, 2 if it must be sent again later.
 */
declare(strict_types=1);

const ATTEMPTS = 3;
const TIMEOUT_S = 10;

/** The order was refused. Sending the same message again is of no use. */
class Refused extends RuntimeException {}

/**
 * The ids from the text that `tracker.attribution()` gave in the browser. A stranger may have written anything into the
 * form, so only texts of a possible length are taken.
 */
function who_placed(mixed $attribution): array
{
    $parsed = is_string($attribution) ? json_decode($attribution, true) : null;
    $ids = [];
    foreach (['visitor_id', 'session_id'] as $name) {
        $id = is_array($parsed) ? $parsed[$name] ?? null : null;
        if (is_string($id) && $id !== '' && strlen($id) <= 128) {
            $ids[$name] = $id;
        }
    }
    return $ids;
}

/** Sends one request. Returns its status (0 if there was no answer) and the body of the answer. */
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
 * @param array $order transaction_id, status, value and currency; refunded, ts and items if they are known;
 *   attribution as text
 * @return array the order as it is now, and what brought it
 * @throws Refused, or another RuntimeException if it must be sent again
 */
function confirm_order(array $order): array
{
    $stated = array_diff_key($order, ['transaction_id' => 1, 'attribution' => 1]);
    $body = ['site' => getenv('UTM_DISPATCHER_SITE')] + $stated + who_placed($order['attribution'] ?? null);
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
